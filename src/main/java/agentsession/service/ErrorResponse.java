package agentsession.service;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.Authorization;
import agentsession.http.ErrorText;
import agentsession.http.ServiceResponse;

/**
 * A response that is not a report.
 *
 * @param message of the service, as one line without secrets; may be empty or long
 */
record ErrorResponse(ServiceResponse response, String message) {
    private static final int OK = 200;
    /** The number of characters quoted of the service's message. */
    private static final int MAX_MESSAGE = 300;

    private static final int MAX_HEADER = 60;

    /** Converts the response to an error with the service's message and what to do about it. */
    DriverException toException(ReportEndpoint endpoint, Authorization authorization) {
        String host = "The service at " + endpoint.host();
        String quoted = quoted();
        String account = "account " + endpoint.accountId();
        return switch (response.status()) {
            case OK ->
                new DriverException(
                        SqlState.SERVICE_ERROR,
                        host + " sent a message instead of a report (" + quoted
                                + "). If it is a sign-in or error page, check the host, the base path and the credentials.");
            case 400 ->
                new DriverException(
                        SqlState.SERVICE_ERROR, host + " rejected the request for a report (" + quoted + ").");
            case 401, 403 ->
                new DriverException(
                        SqlState.INVALID_AUTHORIZATION,
                        host + " refused the report of " + account + " (" + quoted + "). " + authorization.advice());
            case 404 ->
                new DriverException(
                        SqlState.CONNECTION_REJECTED,
                        host + " does not have " + endpoint.uri().getRawPath() + " (" + quoted + "). Check the "
                                + account + " and the base path before it in the URL; RingCX's base path is /voice.");
            case 407 ->
                new DriverException(
                        SqlState.INVALID_AUTHORIZATION,
                        "The proxy for " + endpoint.host() + " requires a sign-in (" + quoted + "). "
                                + response.proxyAdvice());
            case 429 ->
                response.transientFailure(
                        SqlState.RATE_LIMITED,
                        host + " does not allow more reports now (" + quoted + "). "
                                + response.header("Retry-After")
                                        .map(value -> "It asks to wait: Retry-After "
                                                + ErrorText.oneLine(response.redact(value), MAX_HEADER) + ".")
                                        .orElse("Wait a minute; reports are limited to a few a minute."));
            case 301, 302, 303, 307, 308 ->
                new DriverException(
                        SqlState.CONNECTION_REJECTED,
                        host + " redirects to " + response.redirectTarget() + " (HTTP " + response.status()
                                + "), which the driver does not follow, so that it sends credentials to no other host. If"
                                + " that is the right service, put it into the URL.");
            default -> {
                String error = host + failure() + " (" + quoted + ").";
                yield response.isServerFailure()
                        ? response.transientFailure(SqlState.SERVICE_ERROR, error)
                        : new DriverException(SqlState.SERVICE_ERROR, error);
            }
        };
    }

    /** Converts a response to the {@link Verification} to an error. */
    DriverException toRefusedSignIn(ReportEndpoint endpoint, Authorization authorization) {
        return response.status() == 401 || response.status() == 403
                ? new DriverException(
                        SqlState.INVALID_AUTHORIZATION,
                        "The service at " + endpoint.host() + " refused the sign-in (" + quoted() + "). "
                                + authorization.advice())
                : toException(endpoint, authorization);
    }

    private String failure() {
        if (response.isServerFailure()) {
            return " failed to generate the report";
        }
        return " sent an unexpected response";
    }

    private String quoted() {
        String start = ErrorText.oneLine(message, MAX_MESSAGE);
        return "HTTP " + response.status() + (start.isEmpty() ? "" : ": " + start);
    }
}
