package agentsession;

import static agentsession.RawReport.CHUNKED;
import static agentsession.RawReport.CSV;
import static agentsession.RawReport.HEADER;
import static agentsession.RawReport.SQL;
import static agentsession.RawReport.withLength;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import agentsession.http.RawServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that come whole and are odd. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class OddBodyIT {

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
                    .anySatisfy(warning -> assertThat(warning).hasMessageContaining("not valid UTF-8"));
        }
    }

    /** It would be endless, so that nothing but the limit can end it. */
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

    private static void assertTooMuch(String start, String more, String... words) throws Exception {
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
            assertThat(thrown.getMessage()).contains(words);
            assertThat(server.requests()).hasSize(1);
            server.awaitClientGone();
        }
    }
}
