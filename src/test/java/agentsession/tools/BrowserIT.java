package agentsession.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The calls of a database browser such as DBeaver when it connects, opens the table and shows rows. */
final class BrowserIT {
    private static final String TABLE = "AGENT\\_SESSION";
    private static final int SEGMENT = 200;

    @AutoClose
    private static CallCentreService centre;

    @AutoClose
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        centre = CallCentreService.open();
        Properties properties = new Properties();
        properties.setProperty("user", "");
        properties.setProperty("password", CallCentreService.TOKEN);
        connection = DriverManager.getConnection(centre.url(), properties);
    }

    @BeforeEach
    void clearRequests() {
        centre.service().requests().clear();
    }

    @Test
    void connectingSendsNoRequest() throws SQLException {
        connection.setClientInfo("ApplicationName", "DBeaver 25.1.0 - Main");
        connection.setAutoCommit(true);
        DatabaseMetaData metadata = connection.getMetaData();
        assertThat(metadata.getDatabaseProductName()).isEqualTo("Agent Session Report");
        assertThat(metadata.getIdentifierQuoteString()).isEqualTo("\"");
        assertThat(metadata.getSearchStringEscape()).isEqualTo("\\");
        assertThat(List.of(metadata.getSQLKeywords().split(",", -1))).contains("LIMIT");
        assertThat(List.of(metadata.getTimeDateFunctions().split(",", -1))).contains("YEAR");
        assertThat(column(metadata.getTableTypes(), "TABLE_TYPE")).containsExactly("SYSTEM TABLE", "TABLE");
        assertThat(column(metadata.getTypeInfo(), "TYPE_NAME")).contains("TIMESTAMP", "DECIMAL");
        assertThat(column(metadata.getCatalogs(), "TABLE_CAT")).isEmpty();
        assertThat(column(metadata.getSchemas(), "TABLE_SCHEM")).containsExactly("REPORTS", "SYSTEM");
        assertThat(connection.getCatalog()).isNull();
        assertThat(connection.getSchema()).isEqualTo("REPORTS");
        assertThat(connection.getTransactionIsolation()).isEqualTo(metadata.getDefaultTransactionIsolation());
        assertThat(connection.isValid(5)).isTrue();

        assertThat(centre.service().requests().all()).isEmpty();
    }

    @Test
    void expandingTheTreeSendsNoRequest() throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        assertThat(column(metadata.getTables(null, "REPORTS", "%", null), "TABLE_NAME"))
                .containsExactly("AGENT_SESSION");
        assertThat(column(metadata.getTables(null, "REPORTS", "%", new String[] {"TABLE", "VIEW"}), "TABLE_NAME"))
                .containsExactly("AGENT_SESSION");
        assertThat(column(metadata.getColumns(null, "REPORTS", TABLE, "%"), "COLUMN_NAME"))
                .hasSize(39);
        assertThat(column(metadata.getColumns(null, "REPORTS", "%", "%"), "COLUMN_NAME"))
                .hasSize(39);
        assertThat(column(metadata.getPrimaryKeys(null, "REPORTS", "AGENT_SESSION"), "COLUMN_NAME"))
                .isEmpty();
        assertThat(column(metadata.getIndexInfo(null, "REPORTS", "AGENT_SESSION", false, true), "INDEX_NAME"))
                .isEmpty();
        assertThat(column(metadata.getImportedKeys(null, "REPORTS", "AGENT_SESSION"), "FK_NAME"))
                .isEmpty();
        assertThat(column(metadata.getExportedKeys(null, "REPORTS", "AGENT_SESSION"), "FK_NAME"))
                .isEmpty();
        assertThat(column(metadata.getBestRowIdentifier(null, "REPORTS", "AGENT_SESSION", 0, true), "COLUMN_NAME"))
                .isEmpty();
        assertThat(column(metadata.getProcedures(null, "REPORTS", "%"), "PROCEDURE_NAME"))
                .isEmpty();
        assertThat(column(metadata.getFunctions(null, "REPORTS", "%"), "FUNCTION_NAME"))
                .isEmpty();
        assertThat(column(metadata.getUDTs(null, "REPORTS", "%", null), "TYPE_NAME"))
                .isEmpty();

        assertThat(centre.service().requests().all()).isEmpty();
    }

    @Test
    void openingTheTableShowsAPageOfRowsWithOneRequest() throws SQLException {
        connection.setClientInfo("ApplicationName", "DBeaver 25.1.0 - Read data [REPORTS.AGENT_SESSION]");
        try (Statement statement =
                connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(SEGMENT);
            statement.setMaxRows(SEGMENT);
            statement.setQueryTimeout(60);
            assertThat(statement.execute("SELECT x.* FROM REPORTS.AGENT_SESSION x\nWHERE TEAM = 'Billing'"))
                    .isTrue();
            try (ResultSet rows = statement.getResultSet()) {
                assertDescribed(rows.getMetaData());
                assertThat(strings(rows)).hasSize(SEGMENT).allSatisfy(row -> {
                    assertThat(row).hasSize(39);
                    assertThat(row.get(5)).matches("2026-\\d\\d-\\d\\d \\d\\d:\\d\\d:00\\.0");
                    assertThat(row.get(36)).isEqualTo("Billing");
                });
            }
            assertThat(statement.getMoreResults()).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
        }

        assertThat(centre.service().requests().reports()).hasSize(1);
        assertThat(centre.lastCriteria().agentTeams()).containsExactly("Billing");
        assertThat(centre.service().requests().lastReport().header("User-Agent"))
                .startsWith("DBeaver 25.1.0 - Read data [REPORTS.AGENT_SESSION] agent-session-jdbc/");
    }

    /** The table of docs/dbeaver.md. */
    @Test
    void scrollingSortingCountingFilteringAndExportingSendNoFurtherRequest() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "");
        properties.setProperty("password", CallCentreService.TOKEN);
        properties.setProperty("cacheMaxAge", "PT10M");
        String url = centre.url().replace("cacheMaxAge=PT0S&", "");
        String table = "SELECT x.* FROM REPORTS.AGENT_SESSION x";
        try (Connection data = DriverManager.getConnection(url, properties);
                Connection editor = DriverManager.getConnection(url, properties)) {
            List<List<String>> opened = page(data, table, SEGMENT);
            assertThat(opened).hasSize(SEGMENT);

            assertThat(page(data, table, 2 * SEGMENT)).startsWith(opened.get(0)).hasSize(2 * SEGMENT);
            assertThat(page(data, table + "\nORDER BY TALK_TIME_MIN DESC", SEGMENT))
                    .hasSize(SEGMENT);
            assertThat(page(data, "SELECT COUNT(*) FROM (" + table + ") dbvrcnt", 1))
                    .containsExactly(List.of("2000"));
            assertThat(page(data, "SELECT TEAM, COUNT(*) FROM REPORTS.AGENT_SESSION GROUP BY TEAM ORDER BY 1", 0))
                    .hasSizeGreaterThan(2);
            assertThat(page(data, table + "\nWHERE TEAM = 'Billing' AND LOGIN_DTS >= '2026-11-01'", SEGMENT))
                    .isNotEmpty();
            assertThat(page(editor, table, 0)).hasSize(2000);
        }

        assertThat(centre.service().requests().reports()).hasSize(1);
    }

    private static List<List<String>> page(Connection connection, String sql, int maxRows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(maxRows);
            try (ResultSet rows = statement.executeQuery(sql)) {
                return strings(rows);
            }
        }
    }

    private static void assertDescribed(ResultSetMetaData columns) throws SQLException {
        assertThat(columns.getColumnCount()).isEqualTo(39);
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            assertThat(columns.getColumnName(i)).isEqualTo(columns.getColumnLabel(i));
            assertThat(columns.getCatalogName(i)).isEmpty();
            assertThat(columns.getSchemaName(i)).isEqualTo("REPORTS");
            assertThat(columns.getTableName(i)).isEqualTo("AGENT_SESSION");
            assertThat(columns.getColumnTypeName(i)).isIn("INTEGER", "BIGINT", "DECIMAL", "VARCHAR", "TIMESTAMP");
            assertThat(columns.getPrecision(i)).isPositive();
            assertThat(columns.getColumnDisplaySize(i)).isPositive();
            assertThat(columns.getScale(i)).isBetween(0, 2);
            assertThat(columns.isNullable(i)).isEqualTo(ResultSetMetaData.columnNullable);
            assertThat(columns.isSearchable(i)).isTrue();
            assertThat(columns.isReadOnly(i)).isTrue();
            assertThat(List.of(columns.isAutoIncrement(i), columns.isWritable(i), columns.isDefinitelyWritable(i)))
                    .containsOnly(false);
        }
    }

    @Test
    void theConnectionIsUsableAfterCancel() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT x.* FROM REPORTS.AGENT_SESSION x")) {
            assertThat(rows.next()).isTrue();
            statement.cancel();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> strings(rows))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("57014"));
        }
        try (Statement statement = connection.createStatement()) {
            assertThat(column(statement.executeQuery("SELECT COUNT(*) AS N FROM REPORTS.AGENT_SESSION"), "N"))
                    .containsExactly("2000");
        }
    }

    private static List<List<String>> strings(ResultSet rows) throws SQLException {
        List<List<String>> strings = new ArrayList<>();
        while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                Object value = rows.getObject(i);
                assertThat(rows.wasNull()).isEqualTo(value == null);
                row.add(String.valueOf(value));
            }
            strings.add(row);
        }
        return strings;
    }

    private static List<String> column(ResultSet rows, String label) throws SQLException {
        List<String> values = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                values.add(rows.getString(label));
            }
        }
        return values;
    }
}
