package agentsession.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import agentsession.http.RawServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** For any body that the service sends, every record is a row, or there is an error. */
final class ReportFuzzIT {
    private static final String HEADER = "Agent ID,Last Name,Login DTS,Team\r\n";
    private static final String SQL = "SELECT AGENT_ID, LAST_NAME, LOGIN_DTS, TEAM FROM AGENT_SESSION";
    private static final List<String> COLUMNS = List.of("agentid", "lastname", "logindts", "team");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M/d/[uuuu][uu] h:mm a", Locale.US);
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private static final AtomicReference<String> RESPONSE = new AtomicReference<>("");

    /** The server and the connection, which all tries share. */
    private static @Nullable RawServer server;

    private static @Nullable Connection connection;

    /** A change to a body, with its position in 1/10,000 of the length, and its length. */
    private record Change(String kind, int at, int length, String inserted) {
        String apply(String body) {
            int from = (int) ((long) at * body.length() / 10_000);
            int to = Math.min(body.length(), from + length);
            return switch (kind) {
                case "cut" -> body.substring(0, from);
                case "drop" -> body.substring(0, from) + body.substring(to);
                case "double" -> body.substring(0, to) + body.substring(from);
                case "insert" -> body.substring(0, from) + inserted + body.substring(from);
                default -> throw new IllegalArgumentException(kind);
            };
        }
    }

    /** The framing of a body. */
    private enum Framing {
        LENGTH,
        CHUNKS,
        TO_THE_END
    }

    /** @param bytes one per character */
    private record Body(String bytes, Framing framing) {
        String response() {
            String head = "HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n";
            return switch (framing) {
                case LENGTH -> head + "Content-Length: " + bytes.length() + "\r\n\r\n" + bytes;
                case TO_THE_END -> head + "Connection: close\r\n\r\n" + bytes;
                case CHUNKS -> {
                    StringBuilder response = new StringBuilder(head + "Transfer-Encoding: chunked\r\n\r\n");
                    for (int at = 0; at < bytes.length(); at += 1_000) {
                        String chunk = bytes.substring(at, Math.min(bytes.length(), at + 1_000));
                        response.append(Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
                    }
                    yield response.append("0\r\n\r\n").toString();
                }
            };
        }

        @Override
        public String toString() {
            return framing + " " + bytes.substring(0, Math.min(bytes.length(), 3_000));
        }
    }

    @BeforeAll
    static void connect() throws IOException, SQLException {
        RawServer answering = new RawServer(client -> {
            client.send(Objects.requireNonNull(RESPONSE.get()));
            client.close();
        });
        server = answering;
        connection = DriverManager.getConnection("jdbc:agentsession://127.0.0.1:"
                + answering.base().getPort()
                + "/7?tls=false&cacheMaxAge=PT0S&accessToken=t&verify=false&maxRetries=0&timeZone=UTC&lookback=P90D"
                + "&now=2026-11-20T18:00:30Z");
    }

    @AfterAll
    static void disconnect() throws IOException, SQLException {
        Objects.requireNonNull(connection).close();
        Objects.requireNonNull(server).close();
    }

    @Test
    void everyRecordOfAChangedReportIsARowOrThereIsAnError() {
        Fuzz.each(400, bodies(), body -> {
            Optional<List<List<@Nullable String>>> rows = rows(body.response());
            if (rows.isPresent()) {
                assertThat(rows.get()).isEqualTo(expected(body.bytes()));
            }
        });
    }

    @Test
    void anyBytesAsAResponseAreAnErrorOrAReport() {
        Arbitrary<String> heads = Arbitraries.of(
                "",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n" + HEADER,
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n" + HEADER,
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\u001f\u008b\b\0\0\0\0\0\0\0",
                "HTTP/1.1 999 \r\n\r\n",
                "HTTP/1.1 302 Found\r\nLocation: ",
                "HTTP/1.1 200 OK\r\nContent-Type: ");
        Arbitrary<String> tails = Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(300),
                Arbitraries.strings().ascii().ofMaxLength(300));
        Arbitrary<String> responses = Combinators.combine(heads, tails).as((head, tail) -> head + tail);

        Fuzz.each(
                250,
                responses,
                response -> rows(response).ifPresent(rows -> assertThat(rows).isEmpty()));
    }

    @Test
    void anyErrorOfTheServiceIsAProperError() {
        Arbitrary<Integer> status = Arbitraries.of(400, 401, 403, 404, 407, 408, 418, 429, 500, 502, 503, 599, 302);
        Arbitrary<String> fields = Arbitraries.of(
                "",
                "Retry-After: -1\r\n",
                "Retry-After: 99999999999999999999\r\n",
                "Retry-After: Wed, 99 Nov 2026\r\n",
                "Location: http://[::\r\n",
                "WWW-Authenticate: \0\r\n",
                "Content-Type: application/json\r\n",
                "Content-Type: text/html; charset=nonsense\r\n",
                "Content-Encoding: gzip\r\n",
                "Content-Encoding: br\r\n");
        Arbitrary<String> pieces = Arbitraries.of(
                "{",
                "}",
                "[",
                "]",
                "\"",
                ":",
                ",",
                "\"generalMessage\"",
                "\"details\"",
                "\"error\"",
                "null",
                "1e999",
                "<html>",
                "<title>",
                "</title>",
                "<!--",
                "<script>",
                "&amp;",
                "\\u",
                "\\ud800",
                "\0",
                "\u001b[31m",
                "a b",
                "\uFFFD",
                "<",
                ">");
        Arbitrary<String> mixed = pieces.list().ofMaxSize(40).map(list -> String.join("", list));
        Arbitrary<String> deep = Combinators.combine(
                        pieces, Arbitraries.integers().between(1_000, 200_000))
                .as(String::repeat);
        Arbitrary<String> body = Arbitraries.frequencyOf(
                Tuple.of(6, mixed),
                Tuple.of(1, deep),
                Tuple.of(2, Arbitraries.strings().ofMaxLength(200)));
        Arbitrary<String> responses = Combinators.combine(status, fields, body)
                .as((code, field, text) ->
                        "HTTP/1.1 " + code + " X\r\n" + field + "Connection: close\r\n\r\n" + utf8(text));

        Fuzz.each(250, responses, response -> assertThat(rows(response)).isEmpty());
    }

    /** The rows of a response; empty if it is an error, which is checked. */
    private static Optional<List<List<@Nullable String>>> rows(String response) {
        RESPONSE.set(response);
        try (Statement statement = Objects.requireNonNull(connection).createStatement();
                ResultSet result = statement.executeQuery(SQL)) {
            List<List<@Nullable String>> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(Arrays.asList(
                        result.getString(1), result.getString(2), result.getString(3), result.getString(4)));
            }
            return Optional.of(rows);
        } catch (SQLException e) {
            ProperErrors.check(e);
            return Optional.empty();
        }
    }

    private static Arbitrary<Body> bodies() {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.of("", "Smiths", "\"a,b\"", "\"x\r\ny\"", "\"say \"\"so\"\"\"", " a ", "\u00fc\u20ac"),
                Arbitraries.strings().alpha().ofMaxLength(6));
        Arbitrary<String> record = Combinators.combine(
                        Arbitraries.integers().between(0, 1_000_000),
                        text,
                        Arbitraries.integers().between(1, 28),
                        text,
                        Arbitraries.of("\r\n", "\r\n", "\n"))
                .as((agent, name, day, team, end) -> agent + "," + name + ",10/" + day + "/26 1:05 PM," + team + end);
        Arbitrary<String> whole = Arbitraries.frequencyOf(
                        Tuple.of(20, record.list().ofMaxSize(40)),
                        Tuple.of(1, record.list().ofMinSize(300).ofMaxSize(2_000)))
                .map(records -> utf8(HEADER + String.join("", records)));
        return Combinators.combine(whole, change().list().ofMaxSize(3), Arbitraries.of(Framing.class))
                .as((body, changes, framing) -> {
                    String changed = body;
                    for (Change change : changes) {
                        changed = change.apply(changed);
                    }
                    return new Body(changed, framing);
                });
    }

    private static Arbitrary<Change> change() {
        Arbitrary<String> small = Arbitraries.of(
                "\"",
                "\"\"",
                ",",
                "\r",
                "\n",
                "\r\n",
                "\r\n\r\n",
                "\0",
                " ",
                "%",
                "'",
                "\\",
                ";",
                "\t",
                "\u2028",
                "1",
                "x",
                "\uFEFF",
                ",,,,",
                "\n,,,\n",
                "\n1,a,10/1/26 1:05 PM,b\n");
        Arbitrary<String> inserted = Arbitraries.frequencyOf(
                Tuple.of(20, small.map(ReportFuzzIT::utf8)),
                Tuple.of(4, Arbitraries.of("\u00ff", "\u00e2\u0082", "\u00c0\u0080")),
                Tuple.of(
                        1,
                        Combinators.combine(
                                        Arbitraries.of("x", "\"", ",", "\n", "\u20ac"),
                                        Arbitraries.of(5_000, 70_000, 1_048_000, 1_100_000, 3_000_000))
                                .as((piece, count) -> utf8(piece.repeat(count)))));
        return Combinators.combine(
                        Arbitraries.of("cut", "drop", "double", "insert", "insert", "insert"),
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.integers().between(0, 60),
                        inserted)
                .as(Change::new);
    }

    /** The records of a body, by another reader than that of the driver. */
    private static List<List<@Nullable String>> expected(String body) {
        List<List<String>> records =
                PlainCsv.records(new String(body.getBytes(ISO_8859_1), UTF_8).replaceFirst("^\uFEFF", ""));
        List<Integer> cells =
                COLUMNS.stream().map(name -> indexOf(records.get(0), name)).toList();
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (List<String> record : records.subList(1, records.size())) {
            assertThat(record).hasSameSizeAs(records.get(0));
            List<@Nullable String> row = new ArrayList<>();
            for (int column = 0; column < COLUMNS.size(); column++) {
                int cell = cells.get(column);
                row.add(cell < 0 || record.get(cell).isEmpty() ? null : value(COLUMNS.get(column), record.get(cell)));
            }
            if (isInTheReport(row.get(2))) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static int indexOf(List<String> header, String name) {
        return header.stream()
                .map(cell -> cell.replaceAll("[^\\p{L}\\p{Nd}]", ""))
                .map(cell -> cell.toLowerCase(Locale.ROOT))
                .toList()
                .indexOf(name);
    }

    private static @Nullable String value(String column, String cell) {
        String ink = cell.replaceAll("[\\s\\p{Z}]+", " ").strip();
        return switch (column) {
            case "agentid" -> ink.isEmpty() ? null : new BigDecimal(ink.replaceAll("['%, ]", "")).toPlainString();
            case "logindts" ->
                ink.isEmpty() ? null : LocalDateTime.parse(ink, TIME).format(SHOWN);
            default -> cell;
        };
    }

    /** Without a WHERE clause the report is that of the last 90 days; rows without log-in are returned. */
    private static boolean isInTheReport(@Nullable String login) {
        return login == null
                || (login.compareTo("2026-08-22 18:00:00") >= 0 && login.compareTo("2026-11-20 18:01:00") < 0);
    }

    /** The bytes of a string in UTF-8, one per character. */
    private static String utf8(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}
