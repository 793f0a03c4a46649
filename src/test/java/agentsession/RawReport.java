package agentsession;

import agentsession.http.RawServer;
import agentsession.http.RawServer.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A small report as raw HTTP responses, and connections to a server that sends them. */
final class RawReport {
    static final String SQL = "SELECT AGENT_ID FROM AGENT_SESSION";
    static final String COUNT = "SELECT COUNT(*) FROM AGENT_SESSION";
    static final String HEADER = "Agent ID,Login DTS,Team\r\n";
    static final String ROWS = "1,11/2/26 8:00 AM,\"Sales, East\"\r\n2,11/9/26 11:59 PM,Billing\r\n";
    static final String CSV = HEADER + ROWS;
    static final int COUNT_OF_ROWS = 2;

    static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\n";
    static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    private RawReport() {}

    /** A complete response. */
    static Script whole() {
        return RawServer.answering(withLength(CSV));
    }

    static String withLength(String body) {
        return OK + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** A response without a report. */
    static Script status(int status, String... headers) {
        return RawServer.answering("HTTP/1.1 " + status + " X\r\nConnection: close\r\nContent-Length: 4\r\n"
                + String.join(
                        "",
                        List.of(headers).stream().map(header -> header + "\r\n").toList()) + "\r\nword");
    }

    /** Compresses a string of bytes. */
    static String gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    /** @param properties such as {@code maxRetries=1&socketTimeout=1} */
    static String url(int port, String properties) {
        return "jdbc:agentsession://127.0.0.1:" + port
                + "/7?tls=false&cacheMaxAge=PT0S&verify=false&timeZone=UTC&now=2026-11-20T18:00:30Z&accessToken=t&"
                + properties;
    }

    static Connection connect(RawServer server, String properties) throws SQLException {
        return DriverManager.getConnection(url(server.base().getPort(), properties));
    }

    /** The values of the first column. */
    static List<Long> read(Statement statement, String sql) throws SQLException {
        List<Long> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getLong(1));
            }
        }
        return values;
    }

    /** The values of the first column, read with a new connection. */
    static List<Long> read(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            return read(statement, sql);
        }
    }

    static List<Long> read(RawServer server, String properties, String sql) throws SQLException {
        return read(url(server.base().getPort(), properties), sql);
    }
}
