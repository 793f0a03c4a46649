package agentsession.truth;

import agentsession.PostgresExtension;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** The demo's report, and databases with the same rows. */
final class Databases implements AutoCloseable {
    private static final String URL =
            "jdbc:agentsession:demo?demoSessions=150&timeZone=US/Arizona&lookback=P400D&now=2026-11-30T19:00:30Z";
    private static final String H2 = "jdbc:h2:mem:;DEFAULT_NULL_ORDERING=HIGH";

    private final EmbeddedPostgres postgresql;
    private final Facts facts;
    private final Report report;

    private Databases(EmbeddedPostgres postgresql, Facts facts, Report report) {
        this.postgresql = postgresql;
        this.facts = facts;
        this.report = report;
    }

    /** Starts PostgreSQL. */
    static Databases start() throws SQLException, IOException {
        EmbeddedPostgres postgresql = PostgresExtension.start();
        try (Connection report = DriverManager.getConnection(URL);
                Connection database = postgresql.getPostgresDatabase().getConnection()) {
            int rows = load(report, database);
            return new Databases(postgresql, facts(report), new Report(rows));
        } catch (SQLException e) {
            postgresql.close();
            throw e;
        }
    }

    Facts facts() {
        return facts;
    }

    Report report() {
        return report;
    }

    /** Opens connections for one thread. */
    Connections connect() throws SQLException {
        Connection pushing = DriverManager.getConnection(URL);
        Connection h2 = DriverManager.getConnection(H2);
        load(pushing, h2);
        Connection database = postgresql.getPostgresDatabase().getConnection();
        try (Statement statement = database.createStatement()) {
            statement.execute("SET jit = off");
        }
        return new Connections(
                pushing, DriverManager.getConnection(URL + "&pushDown=none&cacheMaxAge=PT0S"), database, h2);
    }

    @Override
    public void close() throws IOException {
        postgresql.close();
    }

    private static Facts facts(Connection report) throws SQLException {
        List<Integer> agents = new ArrayList<>();
        List<String> teams = new ArrayList<>();
        List<LocalDateTime> times = new ArrayList<>();
        try (Statement statement = report.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT AGENT_ID, TEAM, LOGIN_DTS FROM AGENT_SESSION ORDER BY LOGIN_SESSION_ID")) {
            while (rows.next()) {
                agents.add(rows.getInt(1));
                teams.add(rows.getString(2));
                times.add(rows.getObject(3, LocalDateTime.class));
            }
        }
        return new Facts(
                agents.subList(0, 10), teams.stream().distinct().sorted().toList(), List.copyOf(times));
    }

    /** Copies the report; returns the number of rows. */
    private static int load(Connection report, Connection database) throws SQLException {
        int count = 0;
        try (Statement read = report.createStatement();
                ResultSet rows = read.executeQuery("SELECT * FROM AGENT_SESSION");
                Statement write = database.createStatement()) {
            ResultSetMetaData columns = rows.getMetaData();
            List<String> declared = new ArrayList<>();
            List<String> places = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                declared.add(columns.getColumnName(i) + " " + type(columns.getColumnTypeName(i)));
                places.add("?");
            }
            write.execute("CREATE TABLE AGENT_SESSION (" + String.join(", ", declared) + ")");
            try (PreparedStatement insert =
                    database.prepareStatement("INSERT INTO AGENT_SESSION VALUES (" + String.join(", ", places) + ")")) {
                for (; rows.next(); count++) {
                    for (int i = 1; i <= declared.size(); i++) {
                        insert.setObject(
                                i,
                                columns.getColumnTypeName(i).equals("TIMESTAMP")
                                        ? rows.getObject(i, LocalDateTime.class)
                                        : rows.getObject(i));
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
        return count;
    }

    private static String type(String ours) {
        return switch (ours) {
            case "DECIMAL" -> "DECIMAL(12, 2)";
            case "VARCHAR" -> "VARCHAR(255)";
            case "TIMESTAMP" -> "TIMESTAMP(0)";
            default -> ours;
        };
    }

    /**
     * One connection to each.
     *
     * @param pushing of the driver
     * @param plain of the driver, without push-down
     */
    record Connections(Connection pushing, Connection plain, Connection postgresql, Connection h2)
            implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            pushing.close();
            plain.close();
            postgresql.close();
            h2.close();
        }
    }
}
