package agentsession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import agentsession.http.RawServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an application drops without closing it is released once the garbage collector has found it. */
final class DroppedIT {
    private static final int DROPPED = Soak.size(50, 200);
    /** A report that stops after its rows, without an end. */
    private static final String UNFINISHED =
            RawReport.CHUNKED + Integer.toHexString(RawReport.CSV.length()) + "\r\n" + RawReport.CSV + "\r\n";

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    void resultsThatAreDroppedEndTheirDownloads() throws Exception {
        try (RawServer server = new RawServer(RawServer.stallingAfter(UNFINISHED));
                Connection connection = RawReport.connect(server, "maxRetries=0")) {
            for (int i = 0; i < DROPPED; i++) {
                readOneRow(connection);
            }

            awaitNoThreads("agent-session-feed-");
        }
    }

    @Test
    void connectionsThatAreDroppedEndTheirDownloads() throws Exception {
        try (RawServer server = new RawServer(RawServer.stallingAfter(UNFINISHED))) {
            for (int i = 0; i < DROPPED; i++) {
                readOneRow(RawReport.connect(server, "maxRetries=0"));
            }

            awaitNoThreads("agent-session-feed-");
        }
    }

    @Test
    void demosThatAreDroppedEnd() throws Exception {
        for (int i = 0; i < DROPPED; i++) {
            readOneRow(DriverManager.getConnection("jdbc:agentsession:demo"));
        }

        awaitNoThreads("agentsession-demo");
    }

    private static void readOneRow(Connection connection) throws SQLException {
        ResultSet rows = connection.createStatement().executeQuery(RawReport.SQL);
        assertThat(rows.next()).isTrue();
    }

    private static void awaitNoThreads(String prefix) {
        await().atMost(LIMIT).untilAsserted(() -> {
            System.gc();
            assertThat(threads(prefix)).isEmpty();
        });
    }

    private static List<String> threads(String prefix) {
        List<String> names = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(prefix)) {
                names.add(thread.getName());
            }
        }
        return names;
    }
}
