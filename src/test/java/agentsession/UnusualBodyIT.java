package agentsession;

import static agentsession.RawReport.CHUNKED;
import static agentsession.RawReport.CSV;
import static agentsession.RawReport.HEADER;
import static agentsession.RawReport.SQL;
import static agentsession.RawReport.withLength;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import agentsession.http.RawServer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unusual but complete bodies. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UnusualBodyIT {

    @Test
    void bytesThatAreNotUtf8AreReplacedWithAWarning() throws Exception {
        String latin = CSV.replace("Billing", "B\u00fcro");
        try (RawServer server = new RawServer(RawServer.answering(withLength(latin)));
                Connection connection = RawReport.connect(server, "maxRetries=0");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT TEAM FROM AGENT_SESSION WHERE AGENT_ID = 2")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("B\ufffdro");
            assertThat(rows.next()).isFalse();
            assertThat((Iterable<Throwable>) statement.getWarnings())
                    .anySatisfy(warning -> assertThat(warning).hasMessageContaining("malformed UTF-8"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text/csv; charset=windows-1252, windows-1252, Büro €",
        "text/csv;charset=\"ISO-8859-15\", ISO-8859-15, Büro €",
        "text/csv; header=present; Charset = UTF-16LE, UTF-16LE, Büro €",
        "text/csv; charset=utf8, UTF-8, Büro €",
        "text/csv; charset=, UTF-8, Büro €",
        "text/csv, UTF-8, Büro €"
    })
    void theCharsetOfTheResponseIsUsed(String contentType, Charset charset, String team) throws Exception {
        String bytes = new String(CSV.replace("Billing", team).getBytes(charset), StandardCharsets.ISO_8859_1);
        try (RawServer server = new RawServer(RawServer.answering(withType(contentType, bytes)));
                Connection connection = RawReport.connect(server, "maxRetries=0");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT TEAM FROM AGENT_SESSION WHERE AGENT_ID = 2")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo(team);
            assertThat((Iterable<Throwable>) statement.getWarnings())
                    .noneSatisfy(warning -> assertThat(warning).hasMessageContaining("malformed"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-9999", "no/charse"})
    void anUnknownCharsetIsAnError(String charset) throws Exception {
        try (RawServer server = new RawServer(RawServer.answering(withType("text/csv; charset=" + charset, CSV)))) {
            SQLException thrown =
                    catchThrowableOfType(SQLException.class, () -> RawReport.read(server, "maxRetries=2", SQL));

            assertThat(thrown.getSQLState()).isEqualTo("58000");
            assertThat(thrown.getMessage()).contains("charset that this Java does not support: " + charset);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void xmlMayDeclareTheCharsetOfTheResponse() throws Exception {
        String xml = "<?xml version='1.0' encoding='Windows-1252'?><r><s Agent_ID='2' Login_DTS='11/9/26 11:59 PM'"
                + " Team='B\u00fcro \u0080'/></r>";
        try (RawServer server = new RawServer(RawServer.answering(withType("text/xml; charset=windows-1252", xml)));
                Connection connection = RawReport.connect(server, "maxRetries=0&returnType=XML");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT TEAM FROM AGENT_SESSION")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("Büro €");
        }
    }

    private static String withType(String contentType, String bytes) {
        return withLength(bytes).replace("\r\n\r\n", "\r\nContent-Type: " + contentType + "\r\n\r\n");
    }

    /** The record is endless, so that only the limit stops reading. */
    @Test
    void aRecordOfMoreThanAMebibyteIsAnError() throws Exception {
        assertTooMuch(HEADER + "1,11/2/26 8:00 AM,\"", "x".repeat(8_192), "Record 1", "longer than the limit");
    }

    @Test
    void aHeaderWithoutEndIsAnError() throws Exception {
        assertTooMuch("Agent ID,Login DTS", ",Another", "first line is longer");
    }

    @Test
    void aHeaderOfMoreThanAThousandColumnsIsAnError() throws Exception {
        String header = IntStream.range(0, 1_001).mapToObj(i -> ",C" + i).collect(Collectors.joining());
        try (RawServer server = new RawServer(RawServer.answering(withLength("Login DTS" + header + "\r\n")))) {
            SQLException thrown =
                    catchThrowableOfType(SQLException.class, () -> RawReport.read(server, "maxRetries=2", SQL));

            assertThat(thrown.getSQLState()).isEqualTo("58000");
            assertThat(thrown.getMessage()).contains("1002 columns");
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static void assertTooMuch(String start, String more, String... parts) throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.send(CHUNKED);
            connection.sendChunk(start);
            while (true) {
                connection.sendChunk(more);
            }
        })) {
            SQLException thrown =
                    catchThrowableOfType(SQLException.class, () -> RawReport.read(server, "maxRetries=2", SQL));

            assertThat(thrown.getSQLState()).as(thrown.getMessage()).isEqualTo("58000");
            assertThat(thrown.getMessage()).contains(parts);
            assertThat(server.requests()).hasSize(1);
            server.awaitClientGone();
        }
    }
}
