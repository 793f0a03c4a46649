package agentsession;

import agentsession.demo.DemoOptions;
import agentsession.demo.ObservedDemo;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;

/**
 * Compares queries on a shared report with their first execution, and with H2, which has the same rows in a table in memory.
 * docs/cache.md shows its results. Run it by {@code mvn -q test-compile exec:java@shared-reports}.
 */
final class SharedReportsBenchmark {
    private static final int SESSIONS = Integer.getInteger("sessions", 500_000);
    private static final int FIRST_RUNS = 3;
    private static final int RUNS = 9;
    private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");
    private static final String DAY =
            " WHERE LOGIN_DTS >= TIMESTAMP '2026-10-20 00:00:00' AND LOGIN_DTS < TIMESTAMP '2026-10-21 00:00:00'";
    private static final String[] QUERIES = {
        "SELECT COUNT(*) FROM AGENT_SESSION",
        "SELECT TEAM, COUNT(*) FROM AGENT_SESSION GROUP BY TEAM",
        "SELECT TEAM, SUM(TALK_TIME_MIN) FROM AGENT_SESSION GROUP BY TEAM",
        "SELECT * FROM AGENT_SESSION",
        "SELECT * FROM AGENT_SESSION" + DAY,
    };

    private SharedReportsBenchmark() {}

    public static void main(String[] args) throws SQLException {
        try (ObservedDemo demo = ObservedDemo.start(DemoOptions.builder()
                        .sessions(SESSIONS)
                        .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                        .build());
                Connection h2 = ReportInH2.of(demo.rows(ZoneOffset.UTC).toList(), ";OPTIMIZE_REUSE_RESULTS=0")) {
            String url = "jdbc:agentsession://localhost:" + demo.baseUri().getPort() + "/" + demo.accountId()
                    + "?tls=false&verify=false&accessToken=t&timeZone=UTC&lookback=P100D&cacheMaxAge=PT2H&now=" + NOW;
            print("query", "first ms", "again ms", "first/again", "H2/again");
            for (String query : QUERIES) {
                double[] first = new double[FIRST_RUNS];
                for (int i = 0; i < FIRST_RUNS; i++) {
                    try (Connection connection = DriverManager.getConnection(url)) {
                        first[i] = millis(connection, query);
                    }
                }
                try (Connection connection = DriverManager.getConnection(url)) {
                    millis(connection, query);
                    double again = repeated(connection, query);
                    print(
                            query.substring(0, Math.min(70, query.length())),
                            text(median(first)),
                            text(again),
                            text(median(first) / again),
                            text(repeated(h2, query) / again));
                }
            }
        }
    }

    private static double repeated(Connection connection, String query) throws SQLException {
        double[] millis = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            millis[i] = millis(connection, query);
        }
        return median(millis);
    }

    /** The time to read all values of all rows. */
    private static double millis(Connection connection, String query) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    rows.getObject(column);
                }
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static void print(Object... cells) {
        System.out.printf(Locale.ROOT, "%-70s %10s %10s %12s %10s%n", cells);
    }
}
