package agentsession;

import agentsession.demo.DemoRow;
import agentsession.report.ColumnType;
import agentsession.report.ReportColumn;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report, loaded into an H2 database. */
final class ReportInH2 {
    private static final String URL = "jdbc:h2:mem:;DEFAULT_NULL_ORDERING=HIGH";

    private ReportInH2() {}

    /** Connects to a new database with these rows in REPORTS.AGENT_SESSION; closing the connection drops it. */
    static Connection of(List<DemoRow> rows) throws SQLException {
        Connection connection = DriverManager.getConnection(URL);
        load(connection, rows, "SET SCHEMA REPORTS");
        return connection;
    }

    /** @param useSchema the statement that makes REPORTS the current schema */
    static void load(Connection connection, List<DemoRow> rows, String useSchema) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA REPORTS");
            statement.execute(useSchema);
            statement.execute(ReportColumn.ALL.stream()
                    .map(column -> column.name() + " " + type(column.type()))
                    .collect(Collectors.joining(", ", "CREATE TABLE AGENT_SESSION (", ")")));
        }
        String places = "?, ".repeat(ReportColumn.ALL.size() - 1) + "?";
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO AGENT_SESSION VALUES (" + places + ")")) {
            for (DemoRow row : rows) {
                for (ReportColumn column : ReportColumn.ALL) {
                    insert.setObject(column.index() + 1, value(column, row));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String type(ColumnType type) {
        return switch (type) {
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case DECIMAL -> "DECIMAL(12, 2)";
            case TIMESTAMP -> "TIMESTAMP(0)";
            case VARCHAR -> "VARCHAR(255)";
        };
    }

    private static @Nullable Object value(ReportColumn column, DemoRow row) {
        Object value = row.value(column);
        return column.type() == ColumnType.TIMESTAMP && value instanceof Long millis
                ? LocalDateTime.ofEpochSecond(millis / 1_000, 0, ZoneOffset.UTC)
                : value;
    }
}
