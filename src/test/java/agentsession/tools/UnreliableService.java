package agentsession.tools;

import agentsession.http.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service that randomly (with a seed) revokes tokens, refuses requests, truncates responses and responds slowly. It has
 * a session each hour, from agent 1 at midnight to agent 24 at 23:00.
 */
final class UnreliableService implements AutoCloseable {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("M/d/yy h:mm a", Locale.US);
    private static final Pattern WINDOW =
            Pattern.compile("\"startTimestamp\":\"(\\S+) (\\S+)\",\"endTimestamp\":\"(\\S+) (\\S+)\"");

    private final Random die;
    private final RawServer server = new RawServer(this::answer);
    private int token;
    private boolean expired;
    private int expiries;
    private int logins;
    private int renewals;
    private int refused;

    UnreliableService(long seed) throws IOException {
        die = new Random(seed);
    }

    String url() {
        return "jdbc:agentsession://127.0.0.1:" + server.base().getPort()
                + "/7?tls=false&cacheMaxAge=PT0S&timeZone=UTC&now=2026-11-20T18:00:30Z&user=u&password=p&platformId=1&socketTimeout=60";
    }

    /** The number of revoked tokens. */
    synchronized int expiries() {
        return expiries;
    }

    synchronized int logins() {
        return logins;
    }

    synchronized int renewals() {
        return renewals;
    }

    /** The number of renewals with an outdated refresh token. */
    synchronized int refused() {
        return refused;
    }

    private void answer(RawServer.Connection connection) throws IOException {
        String request = connection.request();
        if (request.startsWith("POST /api/auth/")) {
            connection.send(tokens(request));
        } else if (request.startsWith("GET ")) {
            connection.send(text("404 Not Found", ""));
        } else {
            report(connection, request, mood(request));
        }
    }

    private synchronized String tokens(String request) {
        if (request.contains("/login/admin")) {
            logins++;
        } else if (request.endsWith("refresh_token=r" + token)) {
            renewals++;
        } else {
            refused++;
            return text("401 Unauthorized", "");
        }
        token++;
        expired = false;
        return text("200 OK", "{\"accessToken\":\"t" + token + "\",\"refreshToken\":\"r" + token + "\"}");
    }

    /** The random outcome of a request: a number below 100, or 100 for an invalid token. */
    private synchronized int mood(String request) {
        int mood = die.nextInt(100);
        if (mood < 3 && !expired) {
            expired = true;
            expiries++;
        }
        return expired || !request.contains("bearer t" + token + "\r\n") ? 100 : mood;
    }

    private static void report(RawServer.Connection connection, String request, int mood) throws IOException {
        String csv = csv(request);
        if (mood == 100) {
            connection.send(text("401 Unauthorized", "Jwt is expired"));
        } else if (mood < 10) {
            connection.send(text("429 Too Many Requests\r\nRetry-After: 0", ""));
        } else if (mood < 13) {
            connection.send(text("503 Service Unavailable\r\nRetry-After: 0", ""));
        } else if (mood < 16) {
            connection.reset();
        } else if (mood < 19) {
            connection.send(CHUNKED);
            connection.sendChunk(csv.substring(0, csv.length() / 2));
            connection.reset();
        } else if (mood < 22) {
            connection.send(OK + "Content-Length: " + csv.length() + "\r\n\r\n" + csv.substring(0, csv.length() - 10));
            connection.close();
        } else if (mood < 25) {
            connection.send(CHUNKED + "1\r\nA\r\n");
            connection.close();
        } else if (mood < 30) {
            connection.send(CHUNKED);
            for (String line : csv.split("(?<=\n)", -1)) {
                if (!line.isEmpty()) {
                    connection.sendChunk(line);
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
                }
            }
            connection.sendChunk("");
        } else {
            connection.send(OK + "Content-Length: " + csv.length() + "\r\n\r\n" + csv);
        }
    }

    /** The sessions of the days of the window; the driver drops those outside it. */
    private static String csv(String request) {
        Matcher window = WINDOW.matcher(request);
        if (!window.find()) {
            throw new IllegalArgumentException("No window: " + request);
        }
        StringBuilder csv = new StringBuilder("Agent ID,Login DTS\r\n");
        LocalDateTime time = LocalDate.parse(window.group(1)).atStartOfDay();
        while (!time.toLocalDate().isAfter(LocalDate.parse(window.group(3)))) {
            csv.append(time.getHour() + 1)
                    .append(',')
                    .append(SHOWN.format(time))
                    .append("\r\n");
            time = time.plusHours(1);
        }
        return csv.toString();
    }

    private static String text(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                + body;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
