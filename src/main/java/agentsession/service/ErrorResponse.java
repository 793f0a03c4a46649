package agentsession.service;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.ErrorText;
import agentsession.http.ServiceResponse;
import agentsession.signin.Authorization;

/**
 * An answer that is no report.
 *
 * @param words what the service said in it, as one line without secrets; may be empty and may be long
 */
record ErrorResponse(ServiceResponse answer, String words) {
    private static final int OK = 200;
    /** How many characters of the service's words go into a message. */
    private static final int LONGEST_WORDS = 300;

    private static final int LONGEST_HEADER = 60;

    /** The failure this answer amounts to, in the service's words and with what to do about it. */
    DriverException toException(ReportEndpoint endpoint, Authorization authorization) {
        String host = "The service at " + endpoint.host();
        String said = said();
        String account = "account " + endpoint.accountId();
        return switch (answer.status()) {
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
                                + answer.proxyAdvice());
            case 429 ->
                answer.passing(
                        SqlState.RATE_LIMITED,
                        host + " allows no more reports for now (" + said + "). "
                                + answer.header("Retry-After")
                                        .map(value -> "It asks to wait: Retry-After "
                                                + ErrorText.oneLine(authorization.redact(value), LONGEST_HEADER) + ".")
                                        .orElse("Wait a minute; reports are limited to a few a minute."));
            case 301, 302, 303, 307, 308 ->
                new DriverException(
                        SqlState.CONNECTION_REJECTED,
                        host + " redirects to " + answer.target() + " (HTTP " + answer.status()
                                + "), which is not followed, so that the credentials go to no other host. If that is the"
                                + " right service, name it in the URL.");
            default -> {
                String message = host + failure() + " (" + said + ").";
                yield answer.isPassingFailure()
                        ? answer.passing(SqlState.SERVICE_ERROR, message)
                        : new DriverException(SqlState.SERVICE_ERROR, message);
            }
        };
    }

    /** The same of an answer to the question whether the service takes the sign-in. */
    DriverException toRefusedSignIn(ReportEndpoint endpoint, Authorization authorization) {
        return answer.status() == 401 || answer.status() == 403
                ? new DriverException(
                        SqlState.INVALID_AUTHORIZATION,
                        "The service at " + endpoint.host() + " refused the sign-in (" + said() + "). "
                                + authorization.advice())
                : toException(endpoint, authorization);
    }

    private String failure() {
        if (answer.isPassingFailure()) {
            return " failed to make the report";
        }
        return " answered with something that is no report";
    }

    private String said() {
        String start = ErrorText.oneLine(words, LONGEST_WORDS);
        return "HTTP " + answer.status() + (start.isEmpty() ? "" : ": " + start);
    }
}
