package agentsession.service;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * An answer that is no report.
 *
 * @param words what the service said in it, as one line without secrets; may be empty and may be long
 */
record ErrorAnswer(int status, HttpHeaders headers, String words) {
    private static final int OK = 200;
    /** How many characters of the service's words go into a message. */
    private static final int LONGEST_WORDS = 300;

    private static final int LONGEST_HEADER = 60;

    /** The failure this answer amounts to, in the service's words and with what to do about it. */
    DriverException toException(ReportEndpoint endpoint, Authorization authorization) {
        String host = "The service at " + endpoint.host();
        String said = said();
        String account = "account " + endpoint.accountId();
        return switch (status) {
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
            case 429 ->
                new DriverException(
                        SqlState.RATE_LIMITED,
                        host + " allows no more reports for now (" + said + "). "
                                + headers.firstValue("Retry-After")
                                        .map(value -> "It asks to wait: Retry-After "
                                                + ErrorText.oneLine(value, LONGEST_HEADER) + ".")
                                        .orElse("Wait a minute; reports are limited to a few a minute."));
            case 301, 302, 303, 307, 308 ->
                new DriverException(
                        SqlState.CONNECTION_REJECTED,
                        host + " redirects to " + target(endpoint) + " (HTTP " + status
                                + "), which is not followed, so that the credentials go to no other host. If that is the"
                                + " right service, name it in the URL.");
            default -> new DriverException(SqlState.SERVICE_ERROR, host + failure() + " (" + said + ").");
        };
    }

    private String failure() {
        if (status >= 500 || status == 408) {
            return " failed to make the report";
        }
        return " answered with something that is no report";
    }

    private String said() {
        String start = ErrorText.oneLine(words, LONGEST_WORDS);
        return "HTTP " + status + (start.isEmpty() ? "" : ": " + start);
    }

    private String target(ReportEndpoint endpoint) {
        String location = headers.firstValue("Location").orElse("");
        try {
            URI target = endpoint.uri().resolve(location);
            return location.isEmpty() || target.getHost() == null
                    ? "nowhere it names"
                    : target.getScheme() + "://" + ReportEndpoint.host(target);
        } catch (IllegalArgumentException e) {
            return "nowhere it names";
        }
    }
}
