package agentsession.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.report.ReportColumn;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentSessionDatabaseMetaDataTest {
    private final FakeDriverSession session = new FakeDriverSession();
    private final DatabaseMetaData metadata = metadata();

    private DatabaseMetaData metadata() {
        try {
            return session.connection().getMetaData();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<List<@Nullable String>> rows(ResultSet resultSet, String... labels) throws SQLException {
        List<List<@Nullable String>> rows = new ArrayList<>();
        while (resultSet.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (String label : labels) {
                row.add(resultSet.getString(label));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<@Nullable String>> table(@Nullable String... values) {
        return List.of(Arrays.asList(values));
    }

    static Stream<Method> resultSets() {
        return Arrays.stream(DatabaseMetaData.class.getMethods())
                .filter(method -> method.getReturnType() == ResultSet.class);
    }

    @ParameterizedTest
    @MethodSource("resultSets")
    void resultSetsHaveTheColumnsOfTheSpecification(Method method) throws Exception {
        List<String> ours = columns((ResultSet) method.invoke(metadata, arguments(method)));
        List<String> theirs;
        try (Connection h2 = DriverManager.getConnection("jdbc:h2:mem:")) {
            theirs = columns((ResultSet) method.invoke(h2.getMetaData(), arguments(method)));
        }
        assertThat(ours)
                .isEqualTo(theirs.stream()
                        .map(column -> column.replaceAll("RESERVED(\\d) NULL", "RESERVED_$1 VARCHAR"))
                        .filter(column ->
                                !(method.getName().equals("getClientInfoProperties") && column.startsWith("VALUE ")))
                        .toList());
    }

    private static List<String> columns(ResultSet rows) throws SQLException {
        try (rows) {
            ResultSetMetaData columns = rows.getMetaData();
            List<String> described = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                described.add(columns.getColumnName(i) + " " + JDBCType.valueOf(columns.getColumnType(i)));
            }
            return described;
        }
    }

    private static @Nullable Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type == String.class ? (Object) "X" : type.isPrimitive() ? primitive(type) : null)
                .toArray();
    }

    private static Object primitive(Class<?> type) {
        return type == int.class ? (Object) 0 : false;
    }

    @Test
    void missingObjectsAreEmptyResultSetsWithoutAStatement() throws Exception {
        Set<String> filled = new TreeSet<>();
        for (Method method : resultSets().toList()) {
            try (ResultSet rows = (ResultSet) method.invoke(metadata, anything(method))) {
                assertThat(rows.getStatement()).isNull();
                if (rows.next()) {
                    filled.add(method.getName());
                }
            }
        }
        assertThat(filled)
                .containsExactly(
                        "getClientInfoProperties",
                        "getColumns",
                        "getSchemas",
                        "getTableTypes",
                        "getTables",
                        "getTypeInfo");
    }

    private static @Nullable Object[] anything(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type.isPrimitive() ? primitive(type) : null)
                .toArray();
    }

    @Test
    void thereAreTheTableOfSessionsAndThatOfRequests() throws SQLException {
        assertThat(rows(
                        metadata.getTables(null, null, null, null),
                        "TABLE_CAT",
                        "TABLE_SCHEM",
                        "TABLE_NAME",
                        "TABLE_TYPE"))
                .containsExactly(
                        Arrays.asList(null, "SYSTEM", "REPORT_REQUESTS", "SYSTEM TABLE"),
                        Arrays.asList(null, "REPORTS", "AGENT_SESSION", "TABLE"));
        assertThat(rows(metadata.getTables(null, "REPORTS", null, null), "REMARKS")
                        .get(0)
                        .get(0))
                .startsWith("Agent Session Report");
        assertThat(rows(metadata.getSchemas(), "TABLE_SCHEM", "TABLE_CATALOG"))
                .containsExactly(Arrays.asList("REPORTS", null), Arrays.asList("SYSTEM", null));
        assertThat(rows(metadata.getCatalogs(), "TABLE_CAT")).isEmpty();
        assertThat(rows(metadata.getTableTypes(), "TABLE_TYPE"))
                .containsExactly(List.of("SYSTEM TABLE"), List.of("TABLE"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, SYSTEM TABLE, REPORT_REQUESTS",
                "-, -, TABLE, AGENT_SESSION",
                "SYS%, -, -, REPORT_REQUESTS",
                "SYSTEM, %, system table, REPORT_REQUESTS",
                "%, %\\_R%, -, REPORT_REQUESTS",
                "REPORTS, %, SYSTEM TABLE, -",
                "SYSTEM, AGENT\\_SESSION, -, -"
            })
    void tablesAreFoundBySchemaNameAndType(
            @Nullable String schema, @Nullable String pattern, @Nullable String type, @Nullable String name)
            throws SQLException {
        assertThat(rows(
                        metadata.getTables(null, schema, pattern, type == null ? null : new String[] {type}),
                        "TABLE_NAME"))
                .isEqualTo(name == null ? List.of() : table(name));
    }

    @Test
    void columnsAreOrderedBySchema() throws SQLException {
        assertThat(rows(metadata.getColumns(null, null, "%", "%TEAM%"), "TABLE_SCHEM", "COLUMN_NAME"))
                .containsExactly(List.of("REPORTS", "TEAM"), List.of("SYSTEM", "TEAMS"));
        assertThat(rows(
                        metadata.getColumns(null, "SYSTEM", "REPORT\\_REQUESTS", null),
                        "COLUMN_NAME",
                        "TYPE_NAME",
                        "DECIMAL_DIGITS",
                        "ORDINAL_POSITION"))
                .containsExactly(
                        Arrays.asList("ASKED_AT", "TIMESTAMP", "3", "1"),
                        Arrays.asList("WINDOW_START", "TIMESTAMP", "0", "2"),
                        Arrays.asList("WINDOW_END", "TIMESTAMP", "0", "3"),
                        Arrays.asList("AGENTS", "VARCHAR", null, "4"),
                        Arrays.asList("TEAMS", "VARCHAR", null, "5"),
                        Arrays.asList("STATUS", "VARCHAR", null, "6"),
                        Arrays.asList("ROW_COUNT", "BIGINT", "0", "7"),
                        Arrays.asList("BYTES", "BIGINT", "0", "8"),
                        Arrays.asList("MILLISECONDS", "BIGINT", "0", "9"),
                        Arrays.asList("RETRIES", "INTEGER", "0", "10"),
                        Arrays.asList("ANSWERS", "BIGINT", "0", "11"),
                        Arrays.asList("HELD", "BOOLEAN", null, "12"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AGENT_SESSION", "AGENT\\_SESSION", "agent_session", "%", "AGENT%", "_GENT_SESSIO_", "%\\_%"})
    void matchingPatternsFindTheTable(String pattern) throws SQLException {
        assertThat(metadata.getTables(null, "REPORTS", pattern, new String[] {"TABLE", "VIEW"})
                        .next())
                .isTrue();
        assertThat(rows(metadata.getColumns(null, "REPORTS", pattern, null), "COLUMN_NAME"))
                .hasSize(39);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AGENT", "AGENT\\%", "AGENTxSESSION", "%.%", "AGENT_SESSION_", "\\"})
    void otherPatternsFindNoTable(String pattern) throws SQLException {
        assertThat(metadata.getTables(null, null, pattern, null).next()).isFalse();
        assertThat(metadata.getColumns(null, null, pattern, null).next()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"LOGIN\\_DTS, 1", "login_dts, 1", "LOG%DTS, 2", "%\\_DTS, 2", "RN_, 1", "'', 0", "LOGIN\\%, 0"})
    void patternsFindColumns(String pattern, int count) throws SQLException {
        assertThat(rows(metadata.getColumns("", "REPORTS", "AGENT\\_SESSION", pattern), "COLUMN_NAME"))
                .hasSize(count);
    }

    @Test
    void theRemarkOfTheTableWarnsOfQueriesWithoutALowerBound() throws SQLException {
        assertThat(rows(metadata.getTables(null, "REPORTS", "%", null), "REMARKS"))
                .singleElement()
                .asString()
                .contains("90 days", "LOGIN_DTS", "lookback");
    }

    @Test
    void catalogSchemaAndTypesAreFilters() throws SQLException {
        assertThat(metadata.getTables("", "%", "%", null).next()).isTrue();
        assertThat(metadata.getTables("other", "%", "%", null).next()).isFalse();
        assertThat(metadata.getTables(null, "OTHER", "%", null).next()).isFalse();
        assertThat(metadata.getTables(null, "", "%", null).next()).isFalse();
        assertThat(metadata.getTables(null, null, "%", new String[] {"VIEW"}).next())
                .isFalse();
        assertThat(metadata.getTables(null, null, "%", new String[0]).next()).isFalse();
        assertThat(metadata.getSchemas(null, "REP%").next()).isTrue();
        assertThat(metadata.getSchemas(null, "X%").next()).isFalse();
    }

    @Test
    void columnsAreInTheOrderOfTheReportWithTheirMeaningsAsRemarks() throws SQLException {
        List<List<@Nullable String>> columns = rows(
                metadata.getColumns(null, null, "AGENT_SESSION", "%"), "COLUMN_NAME", "REMARKS", "ORDINAL_POSITION");
        assertThat(columns).hasSize(39);
        for (int i = 0; i < columns.size(); i++) {
            ReportColumn column = ReportColumn.ALL.get(i);
            assertThat(columns.get(i)).containsExactly(column.name(), column.meaning(), String.valueOf(i + 1));
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "AGENT_ID, 4, INTEGER, 10, 0, 10, -",
                "LOGIN_SESSION_ID, -5, BIGINT, 19, 0, 10, -",
                "TEAM, 12, VARCHAR, 255, -, -, 1020",
                "LOGIN_DTS, 93, TIMESTAMP, 19, 0, -, -",
                "TALK_TIME_MIN, 3, DECIMAL, 12, 2, 10, -"
            })
    void columnsAreDescribedInDetail(
            String name, String type, String typeName, String size, String digits, String radix, String octets)
            throws SQLException {
        assertThat(rows(
                        metadata.getColumns(null, "REPORTS", "AGENT\\_SESSION", name.replace("_", "\\_")),
                        "DATA_TYPE",
                        "TYPE_NAME",
                        "COLUMN_SIZE",
                        "DECIMAL_DIGITS",
                        "NUM_PREC_RADIX",
                        "CHAR_OCTET_LENGTH",
                        "NULLABLE",
                        "IS_NULLABLE",
                        "IS_AUTOINCREMENT",
                        "IS_GENERATEDCOLUMN",
                        "COLUMN_DEF"))
                .isEqualTo(table(type, typeName, size, digits, radix, octets, "1", "YES", "NO", "NO", null));
    }

    @Test
    void typesAreOrderedByTheirCode() throws SQLException {
        List<List<@Nullable String>> types = rows(
                metadata.getTypeInfo(),
                "DATA_TYPE",
                "TYPE_NAME",
                "PRECISION",
                "LITERAL_PREFIX",
                "LITERAL_SUFFIX",
                "CREATE_PARAMS",
                "CASE_SENSITIVE",
                "SEARCHABLE",
                "MAXIMUM_SCALE",
                "NUM_PREC_RADIX");
        assertThat(types.stream()
                        .map(type -> type.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                        .collect(Collectors.joining("\n")))
                .isEqualTo("""
                        -6 TINYINT 3 null null null false 2 0 10
                        -5 BIGINT 19 null null null false 2 0 10
                        -3 VARBINARY 2147483647 X' ' length false 2 0 null
                        -2 BINARY 2147483647 X' ' length false 2 0 null
                        1 CHAR 2147483647 ' ' length true 3 0 null
                        3 DECIMAL 38 null null precision,scale false 2 38 10
                        4 INTEGER 10 null null null false 2 0 10
                        5 SMALLINT 5 null null null false 2 0 10
                        6 FLOAT 15 null null null false 2 0 10
                        7 REAL 7 null null null false 2 0 10
                        8 DOUBLE 15 null null null false 2 0 10
                        12 VARCHAR 2147483647 ' ' length true 3 0 null
                        16 BOOLEAN 1 null null null false 2 0 null
                        91 DATE 10 DATE ' ' null false 2 0 null
                        92 TIME 12 TIME ' ' precision false 2 3 null
                        93 TIMESTAMP 23 TIMESTAMP ' ' precision false 2 3 null
                        1111 INTERVAL YEAR TO MONTH 10 INTERVAL ' ' null false 2 0 null
                        1111 INTERVAL DAY TO SECOND 19 INTERVAL ' ' null false 2 3 null
                        2003 ARRAY 0 null null null false 0 0 null""");
    }

    @Test
    void productAndDriverAreNamedWithTheirVersions() throws SQLException {
        assertThat(metadata.getDatabaseProductName()).isEqualTo("Agent Session Report");
        assertThat(metadata.getDriverName()).isEqualTo("agent-session-jdbc");
        assertThat(metadata.getDriverVersion())
                .startsWith(metadata.getDriverMajorVersion() + "." + metadata.getDriverMinorVersion());
        assertThat(metadata.getDatabaseProductVersion()).isEqualTo(metadata.getDriverVersion());
        assertThat(metadata.getJDBCMajorVersion()).isEqualTo(4);
        assertThat(metadata.getJDBCMinorVersion()).isEqualTo(3);
        assertThat(metadata.getURL()).isEqualTo("jdbc:agentsession://localhost/1");
        assertThat(metadata.getConnection().getMetaData()).isNotNull();
    }

    @Test
    void namesAreStoredInUpperCaseAndCaseInsensitive() throws SQLException {
        assertThat(metadata.getIdentifierQuoteString()).isEqualTo("\"");
        assertThat(metadata.storesUpperCaseIdentifiers()).isTrue();
        assertThat(metadata.supportsMixedCaseIdentifiers()).isFalse();
        assertThat(metadata.supportsMixedCaseQuotedIdentifiers()).isFalse();
        assertThat(metadata.getSearchStringEscape()).isEqualTo("\\");
    }

    @Test
    void exactlyOneNullOrderHolds() throws SQLException {
        assertThat(List.of(
                        metadata.nullsAreSortedHigh(),
                        metadata.nullsAreSortedLow(),
                        metadata.nullsAreSortedAtStart(),
                        metadata.nullsAreSortedAtEnd()))
                .containsExactly(true, false, false, false);
    }

    @Test
    void theReportIsReadOnly() throws SQLException {
        assertThat(metadata.isReadOnly()).isTrue();
        assertThat(metadata.supportsTransactions()).isFalse();
        assertThat(metadata.supportsBatchUpdates()).isFalse();
        assertThat(metadata.supportsGetGeneratedKeys()).isFalse();
        assertThat(metadata.supportsTransactionIsolationLevel(Connection.TRANSACTION_NONE))
                .isTrue();
        assertThat(metadata.supportsResultSetType(ResultSet.TYPE_FORWARD_ONLY)).isTrue();
        assertThat(metadata.supportsResultSetType(ResultSet.TYPE_SCROLL_INSENSITIVE))
                .isFalse();
    }

    @Test
    void functionListsAreNamesSeparatedByCommas() throws SQLException {
        assertThat(metadata.getStringFunctions().split(",")).contains("CONCAT", "UCASE", "SUBSTRING");
        assertThat(metadata.getNumericFunctions().split(",")).contains("ABS", "ROUND");
        assertThat(metadata.getTimeDateFunctions().split(",")).contains("TIMESTAMPADD", "YEAR");
        assertThat(metadata.getSystemFunctions().split(",")).contains("IFNULL");
        assertThat(metadata.getSQLKeywords().split(","))
                .as("reserved words that are none of SQL:2003")
                .contains("LIMIT", "QUALIFY", "UNSIGNED")
                .doesNotContain("SELECT", "OVER", "MERGE", "");
    }

    @Test
    void conversionsAreThoseOfCast() throws SQLException {
        assertThat(metadata.supportsConvert()).isTrue();
        assertThat(metadata.supportsConvert(Types.TIMESTAMP, Types.DATE)).isTrue();
        assertThat(metadata.supportsConvert(Types.INTEGER, Types.VARCHAR)).isTrue();
        assertThat(metadata.supportsConvert(Types.VARCHAR, Types.TIMESTAMP)).isTrue();
        assertThat(metadata.supportsConvert(Types.NUMERIC, Types.NUMERIC)).isTrue();
        assertThat(metadata.supportsConvert(Types.DATE, Types.INTEGER)).isFalse();
        assertThat(metadata.supportsConvert(Types.BLOB, Types.VARCHAR)).isFalse();
    }

    @Test
    void noQueryIsPreparedOrExecuted() throws SQLException {
        metadata.getColumns(null, null, null, null).close();
        assertThat(session.prepared).isEmpty();
        assertThat(session.runs).isEmpty();
    }
}
