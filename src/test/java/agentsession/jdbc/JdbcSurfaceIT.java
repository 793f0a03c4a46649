package agentsession.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.demo.DemoOptions;
import agentsession.demo.ObservedDemo;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JdbcSurfaceIT {
    private static final ZoneId ARIZONA = ZoneId.of("US/Arizona");
    private static final Instant NOW = Instant.parse("2026-05-01T19:00:30Z");
    private static final LocalDateTime FROM = LocalDateTime.of(2026, 4, 27, 0, 0);

    @AutoClose
    private static ObservedDemo demo;

    @AutoClose
    private static Connection connection;

    @BeforeAll
    static void connect() throws SQLException {
        demo = ObservedDemo.start(DemoOptions.builder()
                .clock(Clock.fixed(NOW, ARIZONA))
                .sessions(2_000)
                .build());
        connection = DriverManager.getConnection(
                "jdbc:agentsession:" + demo.baseUri().getSchemeSpecificPart() + "/" + demo.accountId()
                        + "?tls=false&cacheMaxAge=PT0S&accessToken=x&timeZone=US/Arizona&now=" + NOW,
                new Properties());
    }

    private static String only(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            String value = rows.getString(1);
            assertThat(rows.next()).isFalse();
            return value;
        }
    }

    @Test
    void valuesHaveTheClassesOfTheMetadata() throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM AGENT_SESSION")) {
            ResultSetMetaData columns = rows.getMetaData();
            assertThat(columns.getColumnCount()).isEqualTo(39);
            long count = 0;
            while (rows.next()) {
                count++;
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    Object value = rows.getObject(i);
                    assertThat(rows.wasNull()).isEqualTo(value == null);
                    if (value != null) {
                        assertThat(value).isInstanceOf(Class.forName(columns.getColumnClassName(i)));
                    }
                }
            }
            assertThat(count).isEqualTo(2_000);
        }
    }

    static Stream<Object> lowerBounds() {
        return Stream.of(
                FROM,
                FROM.toLocalDate(),
                Timestamp.valueOf(FROM),
                java.util.Date.from(FROM.atZone(ZoneId.systemDefault()).toInstant()),
                FROM.atZone(ARIZONA),
                FROM.atZone(ARIZONA).toOffsetDateTime(),
                FROM.atZone(ARIZONA).toInstant(),
                "2026-04-27 00:00:00.0",
                "2026-04-27T00:00:00",
                "2026-04-27");
    }

    @ParameterizedTest
    @MethodSource("lowerBounds")
    void aTimestampParameterIsTheSameWallClockFromEveryClass(Object from) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT MIN(LOGIN_DTS) FROM AGENT_SESSION WHERE LOGIN_DTS >= ?")) {
            statement.setObject(1, from);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                assertThat(rows.getObject(1, LocalDateTime.class)).isAfterOrEqualTo(FROM);
            }
        }
        assertThat(demo.requests().lastReport().body()).contains("\"startTimestamp\":\"2026-04-27 00:00:00.0000\"");
    }

    @Test
    void aPreparedStatementRunsAgainWithOtherValues() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT COUNT(*) FROM AGENT_SESSION WHERE CAST(LOGIN_DTS AS DATE) BETWEEN ? AND ?")) {
            long sum = 0;
            for (LocalDate day = LocalDate.of(2026, 4, 20);
                    day.isBefore(LocalDate.of(2026, 4, 27));
                    day = day.plusDays(1)) {
                statement.setObject(1, day);
                statement.setObject(2, day);
                sum += count(statement);
            }
            statement.setString(1, "2026-04-20");
            statement.setString(2, "2026-04-26");
            assertThat(count(statement)).isEqualTo(sum).isPositive();
        }
    }

    private static long count(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VALUES 1 + 1 | 2",
                "VALUES CAST(10 AS DECIMAL(12, 2)) / 3 | 3.33.*",
                "VALUES TRUE | (?i)true",
                "VALUES DATE '2026-04-27' | 2026-04-27",
                "VALUES TIME '12:02:00' | 12:02:00",
                "VALUES TIMESTAMP '2026-04-27 12:02:00' | 2026-04-27 12:02:00",
                "VALUES TIMESTAMP '2026-04-27 12:02:00.125' | 2026-04-27 12:02:00.125",
                "VALUES INTERVAL '1-2' YEAR TO MONTH | \\+1-02",
                "VALUES INTERVAL '1 02:03:04' DAY TO SECOND | \\+1 02:03:04",
                "VALUES X'01AB' | 01ab",
                "VALUES ARRAY[1, 2] | \\[1, 2\\]",
                "VALUES MULTISET[1, 2] | \\[1, 2\\]",
                "VALUES CAST(NULL AS INTEGER) IS NULL | (?i)true",
                "VALUES CURRENT_TIMESTAMP | 2026-05-01 12:00:30",
                "VALUES CURRENT_DATE | 2026-05-01",
                "VALUES CAST(0.5 AS DOUBLE) | 0.5",
                "VALUES CAST(5 AS TINYINT) | 5",
                "VALUES 'Zoë' | Zoë"
            })
    void expressionsOfEveryTypeAreReadAsStrings(String sql, String pattern) throws SQLException {
        assertThat(only(sql)).matches(pattern);
    }

    @Test
    void expressionsOfEveryTypeHaveTheClassOfTheMetadata() throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1, CAST(1 AS BIGINT), CAST(1 AS TINYINT),"
                        + " CAST(1 AS SMALLINT), 1.5, CAST(1 AS REAL), CAST(1 AS FLOAT), CAST(1 AS DOUBLE), TRUE, 'x',"
                        + " DATE '2026-04-27', TIME '12:02:00', TIMESTAMP '2026-04-27 12:02:00', X'01',"
                        + " INTERVAL '1' YEAR, INTERVAL '1' DAY, ARRAY[1]")) {
            rows.next();
            ResultSetMetaData columns = rows.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                assertThat(rows.getObject(i))
                        .as(columns.getColumnTypeName(i))
                        .isInstanceOf(Class.forName(columns.getColumnClassName(i)));
            }
            assertThat(rows.getObject(5)).isEqualTo(new BigDecimal("1.5"));
        }
    }

    @Test
    void everyTypeOfTypeInfoCanBeCastTo() throws SQLException {
        try (ResultSet types = connection.getMetaData().getTypeInfo()) {
            while (types.next()) {
                String name = types.getString("TYPE_NAME");
                String type = name.equals("ARRAY") ? "INTEGER ARRAY" : name;
                try (PreparedStatement statement = connection.prepareStatement("VALUES CAST(NULL AS " + type + ")")) {
                    assertThat(statement.getMetaData().getColumnType(1))
                            .as(name)
                            .isEqualTo(types.getInt("DATA_TYPE"));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "supportsColumnAliasing | SELECT AGENT_ID AS A FROM AGENT_SESSION",
                "supportsTableCorrelationNames | SELECT A.AGENT_ID FROM AGENT_SESSION A",
                "supportsExpressionsInOrderBy | SELECT TEAM FROM AGENT_SESSION ORDER BY RNA + ACCEPTED",
                "supportsOrderByUnrelated | SELECT TEAM FROM AGENT_SESSION ORDER BY RNA",
                "supportsGroupBy | SELECT TEAM FROM AGENT_SESSION GROUP BY TEAM",
                "supportsGroupByUnrelated | SELECT COUNT(*) FROM AGENT_SESSION GROUP BY TEAM",
                "supportsGroupByBeyondSelect | SELECT TEAM FROM AGENT_SESSION GROUP BY TEAM, RNA",
                "supportsLikeEscapeClause | SELECT TEAM FROM AGENT_SESSION WHERE TEAM LIKE '!_%' ESCAPE '!'",
                "supportsSubqueriesInComparisons"
                        + " | SELECT TEAM FROM AGENT_SESSION WHERE RNA = (SELECT MAX(RNA) FROM AGENT_SESSION)",
                "supportsSubqueriesInExists"
                        + " | SELECT TEAM FROM AGENT_SESSION WHERE EXISTS (SELECT 1 FROM AGENT_SESSION WHERE RNA > 1)",
                "supportsSubqueriesInIns"
                        + " | SELECT TEAM FROM AGENT_SESSION WHERE RNA IN (SELECT ACCEPTED FROM AGENT_SESSION)",
                "supportsSubqueriesInQuantifieds"
                        + " | SELECT TEAM FROM AGENT_SESSION WHERE RNA >= ALL (SELECT RNA FROM AGENT_SESSION)",
                "supportsCorrelatedSubqueries | SELECT TEAM FROM AGENT_SESSION A WHERE RNA ="
                        + " (SELECT MAX(RNA) FROM AGENT_SESSION B WHERE B.TEAM = A.TEAM)",
                "supportsUnion | VALUES 1 UNION VALUES 2",
                "supportsUnionAll | VALUES 1 UNION ALL VALUES 2",
                "supportsOuterJoins"
                        + " | SELECT A.TEAM FROM AGENT_SESSION A LEFT JOIN AGENT_SESSION B ON A.RNA = B.AGENT_ID",
                "supportsFullOuterJoins"
                        + " | SELECT A.TEAM FROM AGENT_SESSION A FULL JOIN AGENT_SESSION B ON A.RNA = B.AGENT_ID",
                "supportsLimitedOuterJoins"
                        + " | SELECT A.TEAM FROM AGENT_SESSION A RIGHT JOIN AGENT_SESSION B ON A.RNA = B.AGENT_ID",
                "supportsConvert | VALUES {fn CONVERT(1, SQL_VARCHAR)}",
                "supportsSchemasInDataManipulation | SELECT TEAM FROM REPORTS.AGENT_SESSION",
                "supportsCatalogsInDataManipulation | SELECT TEAM FROM C.REPORTS.AGENT_SESSION",
                "supportsSelectForUpdate | SELECT TEAM FROM AGENT_SESSION FOR UPDATE",
                "supportsStoredProcedures | {call X()}",
                "supportsStoredFunctionsUsingCallSyntax | {call ABS(1)}",
                "supportsAlterTableWithAddColumn | ALTER TABLE AGENT_SESSION ADD COLUMN A INTEGER",
                "supportsAlterTableWithDropColumn | ALTER TABLE AGENT_SESSION DROP COLUMN TEAM"
            })
    void onlyTheFeaturesThatTheMetadataReportsWork(String capability, String sql) throws Exception {
        assertThat(runs(sql))
                .isEqualTo(DatabaseMetaData.class.getMethod(capability).invoke(connection.getMetaData()));
    }

    private static boolean runs(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return true;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(e.getMessage()).matches("42...|25006|2200[037]|22018");
            return e.getSQLState().matches("2200[37]|22018");
        }
    }

    /** An error of the value does not mean that the types cannot be converted. */
    @Test
    void onlyTheConversionsThatTheMetadataReportsWork() throws SQLException {
        Map<JDBCType, String> values = new EnumMap<>(JDBCType.class);
        for (JDBCType type : List.of(
                JDBCType.TINYINT,
                JDBCType.SMALLINT,
                JDBCType.INTEGER,
                JDBCType.BIGINT,
                JDBCType.DECIMAL,
                JDBCType.NUMERIC,
                JDBCType.REAL,
                JDBCType.FLOAT,
                JDBCType.DOUBLE,
                JDBCType.CHAR,
                JDBCType.VARCHAR)) {
            values.put(type, "CAST(1 AS " + type + ")");
        }
        values.put(JDBCType.BOOLEAN, "TRUE");
        values.put(JDBCType.BINARY, "X'01'");
        values.put(JDBCType.VARBINARY, "CAST(X'01' AS VARBINARY)");
        values.put(JDBCType.DATE, "DATE '2026-04-27'");
        values.put(JDBCType.TIME, "TIME '12:02:00'");
        values.put(JDBCType.TIMESTAMP, "TIMESTAMP '2026-04-27 12:02:00'");
        DatabaseMetaData metadata = connection.getMetaData();
        for (JDBCType from : values.keySet()) {
            for (JDBCType to : values.keySet()) {
                assertThat(metadata.supportsConvert(from.getVendorTypeNumber(), to.getVendorTypeNumber()))
                        .as(from + " to " + to)
                        .isEqualTo(runs("SELECT {fn CONVERT(V, SQL_" + to + ")} FROM (VALUES (" + values.get(from)
                                + ")) AS T (V)"));
            }
        }
    }

    @Test
    void namesHaveTheMaximumLengthOfTheMetadata() throws SQLException {
        String name = "A".repeat(connection.getMetaData().getMaxColumnNameLength());
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 AS " + name)) {
            assertThat(statement.getMetaData().getColumnLabel(1)).isEqualTo(name);
        }
        assertThat(runs("SELECT 1 AS A" + name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ASC, 1 2 null", "DESC, null 2 1", "ASC LIMIT 2, 1 2", "DESC LIMIT 2, null 2"})
    void nullsSortHighAsInTheMetadata(String order, String expected) throws SQLException {
        assertThat(connection.getMetaData().nullsAreSortedHigh()).isTrue();
        List<String> sorted = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT V FROM (VALUES 2, CAST(NULL AS INTEGER), 1) AS T (V) ORDER BY V " + order)) {
            while (rows.next()) {
                sorted.add(String.valueOf(rows.getObject(1)));
            }
        }
        assertThat(sorted).containsExactly(expected.split(" "));
    }

    @Test
    void theColumnsOfAQueryEqualThoseOfTheMetadata() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM AGENT_SESSION");
                ResultSet columns = connection.getMetaData().getColumns(null, "REPORTS", "AGENT\\_SESSION", "%")) {
            ResultSetMetaData query = statement.getMetaData();
            for (int i = 1; i <= query.getColumnCount(); i++) {
                assertThat(columns.next()).isTrue();
                assertThat(query.getColumnName(i)).isEqualTo(columns.getString("COLUMN_NAME"));
                assertThat(query.getColumnType(i)).isEqualTo(columns.getInt("DATA_TYPE"));
                assertThat(query.getColumnTypeName(i)).isEqualTo(columns.getString("TYPE_NAME"));
                assertThat(query.getPrecision(i)).isEqualTo(columns.getInt("COLUMN_SIZE"));
                assertThat(query.getScale(i)).isEqualTo(columns.getInt("DECIMAL_DIGITS"));
                assertThat(query.isNullable(i)).isEqualTo(columns.getInt("NULLABLE"));
                assertThat(query.getTableName(i)).isEqualTo(columns.getString("TABLE_NAME"));
                assertThat(query.getSchemaName(i)).isEqualTo(columns.getString("TABLE_SCHEM"));
            }
            assertThat(columns.next()).isFalse();
        }
    }

    /** An expression of {@code announced-functions.txt}, and its value as a string. */
    record FunctionCall(String sql, String value) {
        /** The name and the arguments, if the expression is a single call. */
        private static final Pattern CALL = Pattern.compile("\\{fn (\\w+)\\((.*)\\)}");

        static List<FunctionCall> all() throws IOException {
            try (InputStream file = JdbcSurfaceIT.class.getResourceAsStream("announced-functions.txt")) {
                return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.contains(" => "))
                        .map(line -> line.split(" => ", 2))
                        .map(parts -> new FunctionCall(parts[0], parts[1]))
                        .toList();
            }
        }

        String function() {
            Matcher call = CALL.matcher(sql);
            assertThat(call.find()).as(sql).isTrue();
            return call.group(1);
        }

        /** The calls with one of the arguments NULL; keywords are not arguments. */
        static Stream<String> withNulls() throws IOException {
            return all().stream()
                    .filter(call -> !call.function().equals("IFNULL"))
                    .flatMap(FunctionCall::nulls);
        }

        private Stream<String> nulls() {
            Matcher call = CALL.matcher(sql);
            if (!call.matches() || call.group(2).isEmpty()) {
                return Stream.empty();
            }
            List<String> arguments = List.of(call.group(2).split(", "));
            return IntStream.range(0, arguments.size())
                    .filter(i -> !arguments.get(i).startsWith("SQL_"))
                    .mapToObj(i -> {
                        List<String> some = new ArrayList<>(arguments);
                        some.set(i, "NULLIF(" + some.get(i) + ", " + some.get(i) + ")");
                        return "{fn " + call.group(1) + "(" + String.join(", ", some) + ")}";
                    });
        }

        @Override
        public String toString() {
            return sql;
        }
    }

    static List<FunctionCall> functionCalls() throws IOException {
        return FunctionCall.all();
    }

    static Stream<String> functionCallsWithNulls() throws IOException {
        return FunctionCall.withNulls();
    }

    @ParameterizedTest
    @MethodSource("functionCalls")
    void everyListedFunctionReturnsItsValue(FunctionCall call) throws SQLException {
        assertThat(only("SELECT " + call.sql())).isEqualTo(call.value());
    }

    @ParameterizedTest
    @MethodSource("functionCallsWithNulls")
    void aFunctionOfNullIsNull(String call) throws SQLException {
        assertThat(only("SELECT " + call)).isNull();
    }

    @Test
    void everyListedFunctionIsCalled() throws Exception {
        DatabaseMetaData metadata = connection.getMetaData();
        assertThat(FunctionCall.all().stream().map(FunctionCall::function).distinct())
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                metadata.getStringFunctions(),
                                metadata.getNumericFunctions(),
                                metadata.getTimeDateFunctions(),
                                metadata.getSystemFunctions())
                        .flatMap(list -> Arrays.stream(list.split(",", -1)))
                        .toList());
    }

    @Test
    void metadataAndPreparingSendNoRequest() throws SQLException {
        int before = demo.requests().all().size();
        DatabaseMetaData metadata = connection.getMetaData();
        metadata.getColumns(null, null, "%", "%").close();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT TEAM, LOGIN_DTS FROM AGENT_SESSION WHERE AGENT_ID = ?")) {
            assertThat(statement.getMetaData().getTableName(1)).isEqualTo("AGENT_SESSION");
            assertThat(statement.getMetaData().getPrecision(1)).isEqualTo(255);
            assertThat(statement.getMetaData().getPrecision(2)).isEqualTo(19);
            assertThat(statement.getParameterMetaData().getParameterTypeName(1)).isEqualTo("INTEGER");
        }
        assertThat(demo.requests().all()).hasSize(before);
    }

    @Test
    void theApplicationNameIsInTheUserAgent() throws SQLException {
        connection.setClientInfo("ApplicationName", "Wallboard");
        only("SELECT COUNT(*) FROM AGENT_SESSION");
        assertThat(demo.requests().lastReport().header("User-Agent")).startsWith("Wallboard agent-session-jdbc/");
        connection.setClientInfo("ApplicationName", "");
        only("SELECT COUNT(*) FROM AGENT_SESSION");
        assertThat(demo.requests().lastReport().header("User-Agent")).startsWith("agent-session-jdbc/");
    }

    @Test
    void errorsHaveTheSqlStateAndExceptionClassOfTheirKind() {
        assertThatThrownBy(() -> only("SELECT NO_SUCH_COLUMN FROM AGENT_SESSION"))
                .isInstanceOf(java.sql.SQLSyntaxErrorException.class);
        assertThatThrownBy(() -> only("DELETE FROM AGENT_SESSION"))
                .isInstanceOf(java.sql.SQLNonTransientException.class)
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("25006"));
        assertThatThrownBy(() -> only("SELECT 1 / (AGENT_ID - AGENT_ID) FROM AGENT_SESSION"))
                .isInstanceOf(java.sql.SQLDataException.class)
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("22012"));
    }

    @Test
    void maxRowsEndsTheResult() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(10);
            ResultSet rows = statement.executeQuery("SELECT AGENT_ID FROM AGENT_SESSION");
            int count = 0;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(10);
        }
    }
}
