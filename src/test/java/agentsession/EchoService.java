package agentsession;

import agentsession.http.RawServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A service or proxy whose responses quote the request in various ways. */
final class EchoService implements AutoCloseable {
    private static final Pattern SENT =
            Pattern.compile("(?im)^(?:Authorization|X-Auth-Token|Proxy-Authorization): *(?:bearer )?(.*?)\r?$");
    private static final Pattern BASIC = Pattern.compile("Basic ([A-Za-z0-9+/=]+)");

    /** @param values the secrets received, decoded */
    private record Sent(String raw, List<String> values) {
        String all() {
            return raw + " " + String.join(" ", values);
        }
    }

    /** The headers and body of a response that quotes the request, raw and decoded. */
    private interface Way {
        String response(Sent sent);
    }

    private record Response(int status, Way way) {}

    private static final Way AS_TEXT = sent -> body(sent.all());
    private static final Way AS_JSON = sent -> body("{\"generalMessage\":" + json(sent.all()) + "}");
    private static final List<Way> OTHER_WAYS = List.of(
            sent -> body("{\"error\":{\"sent\":" + json(sent.all()) + "}}"),
            sent -> body("<html><title>" + html(sent.all()) + "</title></html>"),
            sent -> body(sent.values.stream()
                    .map(text -> URLEncoder.encode(text, StandardCharsets.UTF_8))
                    .collect(Collectors.joining(" "))),
            sent -> body(sent.values.stream()
                    .map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                    .collect(Collectors.joining(" "))),
            sent -> "Content-Length: 9999\r\n\r\n" + sent.all());

    private static final List<Response> RESPONSES = Stream.of(
                    Stream.of(200, 400, 401, 403, 404, 407, 418, 429, 500)
                            .flatMap(status -> Stream.of(new Response(status, AS_TEXT), new Response(status, AS_JSON))),
                    OTHER_WAYS.stream().map(way -> new Response(403, way)),
                    Stream.of(
                            new Response(429, sent -> "Retry-After: " + line(sent) + "\r\n" + body("")),
                            new Response(
                                    302,
                                    sent -> "Location: https://elsewhere.invalid/?" + line(sent) + "\r\n" + body("")),
                            new Response(302, sent -> "Location: " + line(sent) + "\r\n" + body("")),
                            new Response(200, sent -> "Content-Encoding: " + line(sent) + "\r\n" + body("x")),
                            new Response(
                                    200,
                                    sent -> body("Login DTS,Agent ID," + csv(sent) + "\r\n11/2/26 8:00 AM,1,\r\n")),
                            new Response(
                                    200, sent -> body("Login DTS,Agent ID\r\n11/2/26 8:00 AM," + csv(sent) + "\r\n")),
                            new Response(
                                    200, sent -> body("Login DTS,Agent ID\r\n11/2/26 8:00 AM,1," + csv(sent) + "\r\n")),
                            new Response(200, sent -> body("Login DTS,Agent ID,Team\r\n" + csv(sent) + "\r\n"))))
            .flatMap(responses -> responses)
            .toList();

    private final MarkedSecrets marked;
    private final RawServer server = new RawServer(this::response);
    private volatile Response response = RESPONSES.get(0);
    private volatile String failing = "";

    EchoService(MarkedSecrets marked) throws IOException {
        this.marked = marked;
    }

    /** The number of different responses to one request. */
    static int responses() {
        return RESPONSES.size();
    }

    int port() {
        return server.base().getPort();
    }

    /**
     * Makes further requests fail.
     *
     * @param path the path of these requests, or its end
     * @param response the index of one of the {@link #responses}
     */
    void fail(String path, int response) {
        failing = path;
        this.response = RESPONSES.get(response);
    }

    private void response(RawServer.Connection connection) throws IOException {
        Thread.getAllStackTraces().keySet().forEach(thread -> marked.add(thread.getName()));
        String request = connection.request();
        String path = request.split(" ", 3)[1];
        if (path.endsWith(failing)) {
            connection.send(("HTTP/1.1 " + response.status + " X\r\nConnection: close\r\n"
                            + response.way.response(sent(request)))
                    .getBytes(StandardCharsets.UTF_8));
        } else if (path.endsWith("/oauth/token")) {
            connection.send(RawReport.withLength("{\"access_token\":" + json(MarkedSecrets.token("rc")) + "}"));
        } else if (path.endsWith("/refresh")) {
            connection.send("HTTP/1.1 401 X\r\nConnection: close\r\n" + AS_TEXT.response(sent(request)));
        } else if (path.contains("/auth/")) {
            String access = json(MarkedSecrets.token("access"));
            connection.send(RawReport.withLength("{\"accessToken\":" + access + ",\"authToken\":" + access
                    + ",\"refreshToken\":" + json(MarkedSecrets.token("refresh")) + "}"));
        } else {
            RawReport.whole().play(connection);
        }
        connection.close();
    }

    private static Sent sent(String request) {
        List<String> raw = new ArrayList<>();
        List<String> values = new ArrayList<>();
        SENT.matcher(request).results().map(result -> result.group(1)).forEach(value -> {
            raw.add(value);
            if (BASIC.matcher(value).matches()) {
                String login = basic(value);
                values.add(login);
                values.add(login.substring(login.indexOf(':') + 1));
            } else {
                values.add(value);
            }
        });
        String body = request.substring(request.indexOf("\r\n\r\n") + 4);
        if (!body.startsWith("{")) {
            raw.add(body);
            for (String field : body.split("&", -1)) {
                values.add(URLDecoder.decode(field.substring(field.indexOf('=') + 1), StandardCharsets.UTF_8));
            }
        }
        return new Sent(String.join(" ", raw), values);
    }

    private static String basic(String value) {
        return new String(Base64.getDecoder().decode(value.substring("Basic ".length())), StandardCharsets.UTF_8);
    }

    private static String body(String text) {
        return "Content-Length: " + text.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + text;
    }

    private static String json(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String csv(Sent sent) {
        return "\"" + sent.all().replace("\"", "\"\"") + "\"";
    }

    /** Removes what a header cannot contain. */
    private static String line(Sent sent) {
        return sent.values.stream().filter(value -> value.matches("[ -~]*")).collect(Collectors.joining(" "));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
