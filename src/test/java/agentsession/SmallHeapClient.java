package agentsession;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LongSummaryStatistics;

/**
 * Runs queries in a separate JVM and prints for each a line with the number of rows and cells and the BIGINT values.
 * Arguments: the URL, then the queries.
 */
final class SmallHeapClient {
    private SmallHeapClient() {}

    public static void main(String[] arguments) throws SQLException {
        try (Connection connection = DriverManager.getConnection(arguments[0]);
                Statement statement = connection.createStatement()) {
            for (int i = 1; i < arguments.length; i++) {
                System.out.println(summary(statement, arguments[i]));
            }
        }
    }

    private static Summary summary(Statement statement, String sql) throws SQLException {
        LongSummaryStatistics longs = new LongSummaryStatistics();
        long rows = 0;
        long cells = 0;
        try (ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                rows++;
                for (int column = 1; column <= columns; column++) {
                    Object value = result.getObject(column);
                    cells++;
                    if (value instanceof Long number) {
                        longs.accept(number);
                    }
                }
            }
        }
        return new Summary(
                Runtime.getRuntime().maxMemory(), rows, cells, longs.getMin(), longs.getMax(), longs.getSum());
    }

    /** A line of output. */
    record Summary(long heap, long rows, long cells, long min, long max, long sum) {
        static Summary parse(String line) {
            String[] parts = line.split(" ", -1);
            return new Summary(
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]),
                    Long.parseLong(parts[4]),
                    Long.parseLong(parts[5]));
        }

        @Override
        public String toString() {
            return heap + " " + rows + " " + cells + " " + min + " " + max + " " + sum;
        }
    }
}
