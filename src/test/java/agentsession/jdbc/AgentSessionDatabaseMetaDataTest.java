package agentsession.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.report.ReportColumn;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentSessionDatabaseMetaDataTest {
    private final FakeSession session = new FakeSession();
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

    @ParameterizedTest
    @CsvSource({
        "getProcedures, 9, PROCEDURE_CAT, SPECIFIC_NAME",
        "getProcedureColumns, 20, PROCEDURE_CAT, SPECIFIC_NAME",
        "getTables, 10, TABLE_CAT, REF_GENERATION",
        "getSchemas, 2, TABLE_SCHEM, TABLE_CATALOG",
        "getCatalogs, 1, TABLE_CAT, TABLE_CAT",
        "getTableTypes, 1, TABLE_TYPE, TABLE_TYPE",
        "getColumns, 24, TABLE_CAT, IS_GENERATEDCOLUMN",
        "getColumnPrivileges, 8, TABLE_CAT, IS_GRANTABLE",
        "getTablePrivileges, 7, TABLE_CAT, IS_GRANTABLE",
        "getBestRowIdentifier, 8, SCOPE, PSEUDO_COLUMN",
        "getVersionColumns, 8, SCOPE, PSEUDO_COLUMN",
        "getPrimaryKeys, 6, TABLE_CAT, PK_NAME",
        "getImportedKeys, 14, PKTABLE_CAT, DEFERRABILITY",
        "getExportedKeys, 14, PKTABLE_CAT, DEFERRABILITY",
        "getCrossReference, 14, PKTABLE_CAT, DEFERRABILITY",
        "getTypeInfo, 18, TYPE_NAME, NUM_PREC_RADIX",
        "getIndexInfo, 13, TABLE_CAT, FILTER_CONDITION",
        "getUDTs, 7, TYPE_CAT, BASE_TYPE",
        "getSuperTypes, 6, TYPE_CAT, SUPERTYPE_NAME",
        "getSuperTables, 4, TABLE_CAT, SUPERTABLE_NAME",
        "getAttributes, 21, TYPE_CAT, SOURCE_DATA_TYPE",
        "getClientInfoProperties, 4, NAME, DESCRIPTION",
        "getFunctions, 6, FUNCTION_CAT, SPECIFIC_NAME",
        "getFunctionColumns, 17, FUNCTION_CAT, SPECIFIC_NAME",
        "getPseudoColumns, 12, TABLE_CAT, IS_NULLABLE"
    })
    void resultSetsHaveTheColumnsOfTheSpecification(String name, int count, String first, String last)
            throws Exception {
        for (Method method : DatabaseMetaData.class.getMethods()) {
            if (method.getName().equals(name)) {
                @Nullable
                Object[] arguments = Arrays.stream(method.getParameterTypes())
                        .map(type -> type == int.class ? (Object) 0 : type == boolean.class ? false : null)
                        .toArray();
                try (ResultSet rows = (ResultSet) method.invoke(metadata, arguments)) {
                    ResultSetMetaData columns = rows.getMetaData();
                    assertThat(columns.getColumnCount()).isEqualTo(count);
                    assertThat(columns.getColumnName(1)).isEqualTo(first);
                    assertThat(columns.getColumnName(count)).isEqualTo(last);
                    assertThat(rows.getStatement()).isNull();
                }
            }
        }
    }

    @Test
    void smallNumbersAreShorts() throws SQLException {
        ResultSetMetaData keys =
                metadata.getPrimaryKeys(null, null, "AGENT_SESSION").getMetaData();
        assertThat(keys.getColumnType(5)).isEqualTo(Types.SMALLINT);
        ResultSetMetaData types = metadata.getTypeInfo().getMetaData();
        assertThat(types.getColumnType(8)).isEqualTo(Types.BOOLEAN);
        assertThat(types.getColumnType(9)).isEqualTo(Types.SMALLINT);
    }

    @Test
    void thereIsOneTable() throws SQLException {
        assertThat(rows(
                        metadata.getTables(null, null, null, null),
                        "TABLE_CAT",
                        "TABLE_SCHEM",
                        "TABLE_NAME",
                        "TABLE_TYPE"))
                .isEqualTo(table(null, "REPORTS", "AGENT_SESSION", "TABLE"));
        assertThat(rows(metadata.getTables(null, null, null, null), "REMARKS")
                        .get(0)
                        .get(0))
                .startsWith("Agent Session Report");
        assertThat(rows(metadata.getSchemas(), "TABLE_SCHEM", "TABLE_CATALOG")).isEqualTo(table("REPORTS", null));
        assertThat(rows(metadata.getCatalogs(), "TABLE_CAT")).isEmpty();
        assertThat(rows(metadata.getTableTypes(), "TABLE_TYPE")).isEqualTo(table("TABLE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AGENT_SESSION", "AGENT\\_SESSION", "agent_session", "%", "AGENT%", "_GENT_SESSIO_", "%\\_%"})
    void patternsThatMatchFindTheTable(String pattern) throws SQLException {
        assertThat(metadata.getTables(null, "REPORTS", pattern, new String[] {"TABLE", "VIEW"})
                        .next())
                .isTrue();
        assertThat(rows(metadata.getColumns(null, null, pattern, null), "COLUMN_NAME"))
                .hasSize(39);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AGENT", "AGENT\\%", "AGENTxSESSION", "%.%", "AGENT_SESSION_", "\\"})
    void patternsThatDoNotMatchFindNothing(String pattern) throws SQLException {
        assertThat(metadata.getTables(null, null, pattern, null).next()).isFalse();
        assertThat(metadata.getColumns(null, null, pattern, null).next()).isFalse();
    }

    @Test
    void catalogSchemaAndTypesNarrow() throws SQLException {
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
    void columnsAreInTheReportsOrderWithItsHeadersAsRemarks() throws SQLException {
        List<List<@Nullable String>> columns = rows(
                metadata.getColumns(null, null, "AGENT_SESSION", "%"), "COLUMN_NAME", "REMARKS", "ORDINAL_POSITION");
        assertThat(columns).hasSize(39);
        for (int i = 0; i < columns.size(); i++) {
            ReportColumn column = ReportColumn.ALL.get(i);
            assertThat(columns.get(i)).containsExactly(column.name(), column.header(), String.valueOf(i + 1));
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
    void typesAreOrderedByTheirNumber() throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (ResultSet types = metadata.getTypeInfo()) {
            while (types.next()) {
                numbers.add(types.getInt("DATA_TYPE"));
                names.add(types.getString("TYPE_NAME"));
            }
        }
        assertThat(numbers).isSorted();
        assertThat(names).contains("INTEGER", "BIGINT", "DECIMAL", "VARCHAR", "TIMESTAMP", "DATE", "BOOLEAN", "DOUBLE");
        assertThat(names).doesNotHaveDuplicates();
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
    void namesAreUpperCasedAndMatchedInAnyCase() throws SQLException {
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
        assertThat(metadata.getSQLKeywords()).isNotEmpty();
    }

    @Test
    void conversionsAreThoseOfCast() throws SQLException {
        assertThat(metadata.supportsConvert()).isTrue();
        assertThat(metadata.supportsConvert(Types.TIMESTAMP, Types.DATE)).isTrue();
        assertThat(metadata.supportsConvert(Types.INTEGER, Types.VARCHAR)).isTrue();
        assertThat(metadata.supportsConvert(Types.VARCHAR, Types.TIMESTAMP)).isTrue();
        assertThat(metadata.supportsConvert(Types.TIMESTAMP, Types.INTEGER)).isFalse();
        assertThat(metadata.supportsConvert(Types.BLOB, Types.VARCHAR)).isFalse();
    }

    @Test
    void nothingIsPreparedOrRun() throws SQLException {
        metadata.getColumns(null, null, null, null).close();
        assertThat(session.prepared).isEmpty();
        assertThat(session.runs).isEmpty();
    }
}
