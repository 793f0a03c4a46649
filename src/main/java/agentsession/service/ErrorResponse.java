package agentsession.service;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.Authorization;
import agentsession.http.ErrorText;
import agentsession.http.ServiceResponse;

/**
 * A response that is no report.
 *
 * @param message the service's own, as one line without secrets; may be empty and may be long
 */
record ErrorResponse(ServiceResponse response, String message) {
    private static final int OK = 200;
    /** How many characters of the service's message are quoted. */
    private static final int MAX_MESSAGE = 300;

    private static final int MAX_HEADER = 60;

    /** The error that the response means, with the service's message and what to do about it. */
    DriverException toException(ReportEndpoint endpoint, Authorization authorization) {
        String host = "The service at " + endpoint.host();
        String said = said();
        String account = "account " + endpoint.accountId();
        return switch (response.status()) {
            case OK ->
                new DriverException(
                        SqlState.SERVICE_ERROR,
                        host + " answered with a message where a report should be (" + said
                                + "). If it is a sign-in or error page, check the host, the base path and the credentials.");
            case 400 ->
                new DriverException(
                        SqlState.SERVICE_ERROR, host + " did not accept the request for a report (" + said + ").");
            case 401, 403 ->
                new DriverException(
                        SqlState.INVALID_AUTHORIZATION,
                        host + " refused the report of " + account + " (" + said + "). " + authorization.advice());
            case 404 ->
                new DriverException(
                        SqlState.CONNECTION_REJECTED,
                        host + " knows no " + endpoint.uri().getRawPath() + " (" + said + "). Check the " + account
                                + " and the base path before it in the URL; RingCX's base path is /voice.");
            case 407 ->
                new DriverException(
                        SqlState.INVALID_AUTHORIZATION,
                        "The proxy on the way to " + endpoint.host() + " wants a sign-in (" + said + "). "
                                + response.proxyAdvice());
            case 429 ->
                response.transientFailure(
                        SqlState.RATE_LIMITED,
                        host + " allows no more reports for now (" + said + "). "
                                + response.header("Retry-After")
                                        .map(value -> "It asks to wait: Retry-After "
                                                + ErrorText.oneLine(response.redact(value), MAX_HEADER) + ".")
                                        .orElse("Wait a minute; reports are limited to a few a minute."));
            case 301, 302, 303, 307, 308 ->
                new DriverException(
                        SqlState.CONNECTION_REJECTED,
                        host + " redirects to " + response.target() + " (HTTP " + response.status()
                                + "), which is not followed, so that the credentials go to no other host. If that is the"
                                + " right service, name it in the URL.");
            default -> {
                String error = host + failure() + " (" + said + ").";
                yield response.isServerFailure()
                        ? response.transientFailure(SqlState.SERVICE_ERROR, error)
                        : new DriverException(SqlState.SERVICE_ERROR, error);
            }
        };
    }

    /** The error of a response to the {@link Verification}. */
    DriverException toRefusedSignIn(ReportEndpoint endpoint, Authorization authorization) {
        return response.status() == 401 || response.status() == 403
                ? new DriverException(
                        SqlState.INVALID_AUTHORIZATION,
                        "The service at " + endpoint.host() + " refused the sign-in (" + said() + "). "
                                + authorization.advice())
                : toException(endpoint, authorization);
    }

    private String failure() {
        if (response.isServerFailure()) {
            return " failed to make the report";
        }
        return " answered with something that is no report";
    }

    private String said() {
        String start = ErrorText.oneLine(message, MAX_MESSAGE);
        return "HTTP " + response.status() + (start.isEmpty() ? "" : ": " + start);
    }
}
