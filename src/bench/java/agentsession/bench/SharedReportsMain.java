package agentsession.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * For each query: the milliseconds with a new connection, on the report that it shares, and in H2, which has the same rows
 * in a table in memory. Argument: the URL of the driver.
 */
final class SharedReportsMain {
    static final List<String> QUERIES = List.of(
            "SELECT COUNT(*) FROM AGENT_SESSION",
            "SELECT TEAM, COUNT(*) FROM AGENT_SESSION GROUP BY TEAM",
            "SELECT TEAM, SUM(TALK_TIME_MIN) FROM AGENT_SESSION GROUP BY TEAM",
            "SELECT * FROM AGENT_SESSION",
            "SELECT * FROM AGENT_SESSION WHERE LOGIN_DTS >= TIMESTAMP '2026-10-20 00:00:00'"
                    + " AND LOGIN_DTS < TIMESTAMP '2026-10-21 00:00:00'");

    private static final int FIRST_RUNS = 3;
    private static final int RUNS = 9;

    private SharedReportsMain() {}

    public static void main(String[] arguments) throws SQLException {
        String url = arguments[0];
        try (Connection h2 = DriverManager.getConnection("jdbc:h2:mem:;OPTIMIZE_REUSE_RESULTS=0")) {
            try (Connection report = DriverManager.getConnection(url)) {
                copy(report, h2);
            }
            for (int query = 0; query < QUERIES.size(); query++) {
                String sql = QUERIES.get(query);
                List<Double> first = new ArrayList<>();
                for (int run = 0; run < FIRST_RUNS; run++) {
                    try (Connection connection = DriverManager.getConnection(url)) {
                        first.add(millis(connection, sql));
                    }
                }
                try (Connection connection = DriverManager.getConnection(url)) {
                    millis(connection, sql);
                    System.out.println("query" + query + " " + Median.of(first) + " " + repeated(connection, sql) + " "
                            + repeated(h2, sql));
                }
            }
        }
    }

    private static void copy(Connection report, Connection h2) throws SQLException {
        try (Statement statement = report.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM AGENT_SESSION");
                Statement create = h2.createStatement()) {
            ResultSetMetaData metaData = rows.getMetaData();
            int columns = metaData.getColumnCount();
            List<String> definitions = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                definitions.add(metaData.getColumnName(column) + " " + type(metaData.getColumnType(column)));
            }
            create.execute("CREATE TABLE AGENT_SESSION (" + String.join(", ", definitions) + ")");
            String places = IntStream.range(0, columns).mapToObj(column -> "?").collect(Collectors.joining(", "));
            try (PreparedStatement insert = h2.prepareStatement("INSERT INTO AGENT_SESSION VALUES (" + places + ")")) {
                while (rows.next()) {
                    for (int column = 1; column <= columns; column++) {
                        insert.setObject(column, rows.getObject(column));
                    }
                    insert.execute();
                }
            }
        }
    }

    private static String type(int type) {
        return switch (type) {
            case Types.INTEGER -> "INTEGER";
            case Types.BIGINT -> "BIGINT";
            case Types.DECIMAL -> "DECIMAL(12, 2)";
            case Types.TIMESTAMP -> "TIMESTAMP(0)";
            case Types.VARCHAR -> "VARCHAR(255)";
            default -> throw new IllegalArgumentException("No type of H2 for type " + type);
        };
    }

    private static double repeated(Connection connection, String sql) throws SQLException {
        List<Double> millis = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            millis.add(millis(connection, sql));
        }
        return Median.of(millis);
    }

    private static double millis(Connection connection, String sql) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    Kept.keep(rows.getObject(column));
                }
            }
        }
        return (System.nanoTime() - start) / 1e6;
    }
}
