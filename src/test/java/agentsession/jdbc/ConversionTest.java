package agentsession.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.query.ResultColumn;
import java.io.BufferedReader;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionTest {
    private static final LocalDateTime LOGIN = LocalDateTime.of(2026, 4, 27, 12, 2);
    private static final long LOGIN_MILLIS = LOGIN.toInstant(ZoneOffset.UTC).toEpochMilli();

    private static ResultSet integer() throws SQLException {
        return ResultSets.of(SqlTypeName.INTEGER, 42);
    }

    private static ResultSet decimal() throws SQLException {
        return ResultSets.of(SqlTypeName.DECIMAL, 12, 2, new BigDecimal("45.45"));
    }

    private static ResultSet text(String value) throws SQLException {
        return ResultSets.of(SqlTypeName.VARCHAR, value);
    }

    private static ResultSet login() throws SQLException {
        return ResultSets.of(SqlTypeName.TIMESTAMP, 0, 0, LOGIN_MILLIS);
    }

    private static final Map<SqlTypeName, Object> VALUES = Map.ofEntries(
            Map.entry(SqlTypeName.BOOLEAN, true),
            Map.entry(SqlTypeName.TINYINT, 1),
            Map.entry(SqlTypeName.INTEGER, 1),
            Map.entry(SqlTypeName.BIGINT, 1L),
            Map.entry(SqlTypeName.DECIMAL, BigDecimal.ONE),
            Map.entry(SqlTypeName.REAL, 1f),
            Map.entry(SqlTypeName.DOUBLE, 1d),
            Map.entry(SqlTypeName.VARCHAR, "1"),
            Map.entry(SqlTypeName.VARBINARY, new ByteString(new byte[] {1})),
            Map.entry(SqlTypeName.DATE, 1),
            Map.entry(SqlTypeName.TIME, 1),
            Map.entry(SqlTypeName.TIMESTAMP, LOGIN_MILLIS),
            Map.entry(SqlTypeName.INTERVAL_DAY, 1L),
            Map.entry(SqlTypeName.ARRAY, List.of(1)));

    /** Table B-6 of the JDBC specification, and the conversions that this driver adds. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "getByte getShort getInt getLong getFloat getDouble getBigDecimal getBoolean"
                        + " | BOOLEAN TINYINT INTEGER BIGINT DECIMAL REAL DOUBLE VARCHAR",
                "java.lang.Byte java.lang.Short java.lang.Integer java.lang.Long java.lang.Float java.lang.Double"
                        + " java.math.BigDecimal java.math.BigInteger java.lang.Boolean"
                        + " | BOOLEAN TINYINT INTEGER BIGINT DECIMAL REAL DOUBLE VARCHAR",
                "getString getNString getObject getCharacterStream getNCharacterStream getAsciiStream java.lang.String"
                        + " java.lang.Object | BOOLEAN TINYINT INTEGER BIGINT DECIMAL REAL DOUBLE VARCHAR VARBINARY"
                        + " DATE TIME TIMESTAMP INTERVAL_DAY ARRAY",
                "getBytes getBinaryStream [B | VARCHAR VARBINARY",
                "getDate java.sql.Date java.time.LocalDate | VARCHAR DATE TIMESTAMP",
                "getTime java.sql.Time java.time.LocalTime | VARCHAR TIME TIMESTAMP",
                "getTimestamp java.sql.Timestamp java.util.Date java.time.LocalDateTime | VARCHAR DATE TIME TIMESTAMP",
                "java.time.Instant java.time.OffsetDateTime java.time.ZonedDateTime | VARCHAR DATE TIMESTAMP",
                "getURL java.net.URL | VARCHAR",
                "getArray java.sql.Array | ARRAY"
            })
    void everyGetterReadsItsTypesOnly(String getters, String types) throws Exception {
        for (String getter : getters.split(" ", -1)) {
            Set<String> readable = new TreeSet<>();
            for (SqlTypeName type : VALUES.keySet()) {
                try {
                    assertThat(read(type, getter)).isNotNull();
                    readable.add(type.name());
                } catch (SQLException e) {
                    assertThat(e.getSQLState()).as(getter + " of " + type).isEqualTo("07006");
                }
            }
            assertThat(readable).as(getter).containsExactlyInAnyOrder(types.split(" ", -1));
        }
    }

    private static @Nullable Object read(SqlTypeName type, String getter) throws Exception {
        ResultSet rows = ResultSets.of(type, type == SqlTypeName.VARCHAR ? stringFor(getter) : VALUES.get(type));
        if (!getter.startsWith("get")) {
            Class<?> wanted = Class.forName(getter);
            Object value = rows.getObject(1, wanted);
            assertThat(value).isInstanceOf(wanted);
            return value;
        }
        try {
            return ResultSet.class.getMethod(getter, int.class).invoke(rows, 1);
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }

    private static String stringFor(String getter) {
        if (getter.contains("Date") || getter.contains("Time") || getter.endsWith("Instant")) {
            return "2026-04-27 12:02:00";
        }
        return getter.endsWith("URL") ? "http://localhost" : "1";
    }

    @Test
    void anIntegerIsReadAsEveryNumber() throws SQLException {
        assertThat(integer().getByte(1)).isEqualTo((byte) 42);
        assertThat(integer().getShort(1)).isEqualTo((short) 42);
        assertThat(integer().getInt(1)).isEqualTo(42);
        assertThat(integer().getLong(1)).isEqualTo(42L);
        assertThat(integer().getFloat(1)).isEqualTo(42f);
        assertThat(integer().getDouble(1)).isEqualTo(42d);
        assertThat(integer().getBigDecimal(1)).isEqualTo(new BigDecimal(42));
        assertThat(integer().getObject(1, BigInteger.class)).isEqualTo(BigInteger.valueOf(42));
        assertThat(integer().getBoolean(1)).isTrue();
        assertThat(integer().getString(1)).isEqualTo("42");
        assertThat(integer().getObject(1)).isEqualTo(42);
    }

    @Test
    void integerGettersTruncateDecimals() throws SQLException {
        assertThat(decimal().getInt(1)).isEqualTo(45);
        assertThat(decimal().getLong(1)).isEqualTo(45L);
        assertThat(decimal().getDouble(1)).isEqualTo(45.45);
        assertThat(decimal().getString(1)).isEqualTo("45.45");
        assertThat(decimal().getObject(1)).isEqualTo(new BigDecimal("45.45"));
    }

    @Test
    void aStringIsParsedAsANumber() throws SQLException {
        assertThat(text(" 12.5 ").getBigDecimal(1)).isEqualTo(new BigDecimal("12.5"));
        assertThat(text("12.5").getInt(1)).isEqualTo(12);
        assertThat(text("1e3").getLong(1)).isEqualTo(1_000L);
        assertThat(text("0.25").getDouble(1)).isEqualTo(0.25);
        assertThat(text("7").getObject(1, Short.class)).isEqualTo((short) 7);
    }

    @ParameterizedTest
    @CsvSource({"true,true", "T,true", "1,true", "yes,true", "false,false", "0,false", "N,false"})
    void aStringIsParsedAsABoolean(String value, boolean expected) throws SQLException {
        assertThat(text(value).getBoolean(1)).isEqualTo(expected);
    }

    @Test
    void theErrorOfAStringThatIsNotANumberNamesColumnAndValue() throws SQLException {
        ResultSet rows = text("Smiths");
        assertThatThrownBy(() -> rows.getInt(1))
                .isInstanceOf(SQLDataException.class)
                .hasMessage("Column 1 (X) contains 'Smiths', which is not a number")
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("22018"));
    }

    @Test
    void aLongStringIsTruncatedInTheError() throws SQLException {
        ResultSet rows = text("x".repeat(1_000));
        assertThatThrownBy(() -> rows.getTimestamp(1))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void aNumberOutOfRangeIsAnError() throws SQLException {
        ResultSet big = ResultSets.of(SqlTypeName.BIGINT, 5_000_000_000L);
        assertThat(big.getLong(1)).isEqualTo(5_000_000_000L);
        assertThatThrownBy(() -> big.getInt(1))
                .isInstanceOf(SQLDataException.class)
                .hasMessage("Column 1 (X) contains 5000000000, which is out of the range of int");
        assertThatThrownBy(() -> big.getByte(1)).isInstanceOf(SQLDataException.class);
        ResultSet wide = ResultSets.of(SqlTypeName.DECIMAL, 38, 0, new BigDecimal("1e30"));
        assertThatThrownBy(() -> wide.getLong(1)).isInstanceOf(SQLDataException.class);
        ResultSet notANumber = ResultSets.of(SqlTypeName.DOUBLE, Double.NaN);
        assertThat(notANumber.getDouble(1)).isNaN();
        assertThatThrownBy(() -> notANumber.getBigDecimal(1)).isInstanceOf(SQLDataException.class);
        ResultSet huge = ResultSets.of(SqlTypeName.DOUBLE, 1e300);
        assertThatThrownBy(() -> huge.getFloat(1)).isInstanceOf(SQLDataException.class);
    }

    @Test
    void onlyComputedDecimalsAreRoundedToTheirScale() throws SQLException {
        BigDecimal third = new BigDecimal("0.33355");
        assertThat(ResultSets.of(SqlTypeName.DECIMAL, 12, 4, third).getBigDecimal(1))
                .isEqualTo(new BigDecimal("0.3336"));
        ResultColumn own = new ResultColumn(
                "T",
                new ResultColumn.Origin("REPORTS", "AGENT_SESSION", "TALK_TIME_MIN"),
                SqlTypeName.DECIMAL,
                12,
                2,
                true,
                null);
        assertThat(ResultSets.onRow(own, third).getBigDecimal(1)).isEqualTo(third);
    }

    @Test
    void aTimestampIsTheWallClockOfTheReport() throws SQLException {
        assertThat(login().getString(1)).isEqualTo("2026-04-27 12:02:00");
        assertThat(login().getObject(1)).isEqualTo(Timestamp.valueOf(LOGIN));
        assertThat(login().getTimestamp(1).toLocalDateTime()).isEqualTo(LOGIN);
        assertThat(login().getDate(1)).isEqualTo(Date.valueOf("2026-04-27"));
        assertThat(login().getTime(1)).isEqualTo(Time.valueOf("12:02:00"));
        assertThat(login().getObject(1, LocalDateTime.class)).isEqualTo(LOGIN);
        assertThat(login().getObject(1, LocalDate.class)).isEqualTo(LOGIN.toLocalDate());
        assertThat(login().getObject(1, LocalTime.class)).isEqualTo(LOGIN.toLocalTime());
        assertThat(login().getObject(1, java.util.Date.class)).isEqualTo(Timestamp.valueOf(LOGIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "Pacific/Auckland", "UTC", "Europe/Berlin"})
    void aTimestampIsTheWallClockOfTheReportInEveryZoneOfTheJvm(String zone) throws SQLException {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            assertThat(login().getTimestamp(1).toString()).isEqualTo("2026-04-27 12:02:00.0");
            assertThat(login().getDate(1).toString()).isEqualTo("2026-04-27");
            assertThat(login().getTime(1).toString()).isEqualTo("12:02:00");
            assertThat(login().getString(1)).isEqualTo("2026-04-27 12:02:00");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void aTimestampIsReadAsAnInstantInTheZoneOfTheReport() throws SQLException {
        assertThat(login().getObject(1, Instant.class)).isEqualTo(Instant.parse("2026-04-27T19:02:00Z"));
        assertThat(login().getObject(1, OffsetDateTime.class))
                .isEqualTo(OffsetDateTime.parse("2026-04-27T12:02:00-07:00"));
        assertThat(login().getObject(1, ZonedDateTime.class)).isEqualTo(LOGIN.atZone(FakeDriverSession.ARIZONA));
    }

    @Test
    void aCalendarGivesTheZoneOfATimestamp() throws SQLException {
        Calendar berlin = Calendar.getInstance(TimeZone.getTimeZone("Europe/Berlin"), Locale.ROOT);
        assertThat(login().getTimestamp(1, berlin).toInstant()).isEqualTo(Instant.parse("2026-04-27T10:02:00Z"));
        assertThat(Instant.ofEpochMilli(login().getDate(1, berlin).getTime()))
                .isEqualTo(Instant.parse("2026-04-26T22:00:00Z"));
        assertThat(Instant.ofEpochMilli(login().getTime(1, berlin).getTime()))
                .isEqualTo(Instant.parse("1970-01-01T11:02:00Z"));
        assertThat(login().getTimestamp(1, null)).isEqualTo(Timestamp.valueOf(LOGIN));
    }

    @Test
    void aTimestampHasAtMostTheDigitsOfItsType() throws SQLException {
        long now = LOGIN_MILLIS + 123;
        assertThat(ResultSets.of(SqlTypeName.TIMESTAMP, 0, 0, now).getString(1)).isEqualTo("2026-04-27 12:02:00");
        assertThat(ResultSets.of(SqlTypeName.TIMESTAMP, 0, 0, now).getTimestamp(1))
                .isEqualTo(Timestamp.valueOf(LOGIN));
        assertThat(ResultSets.of(SqlTypeName.TIMESTAMP, 3, 0, now).getString(1)).isEqualTo("2026-04-27 12:02:00.123");
        assertThat(ResultSets.of(SqlTypeName.TIMESTAMP, 3, 0, now)
                        .getTimestamp(1)
                        .getNanos())
                .isEqualTo(123_000_000);
    }

    @Test
    void timestampsBefore1970AreRead() throws SQLException {
        ResultSet rows = ResultSets.of(SqlTypeName.TIMESTAMP, 3, 0, -1L);
        assertThat(rows.getString(1)).isEqualTo("1969-12-31 23:59:59.999");
        assertThat(rows.getObject(1, LocalDateTime.class)).isEqualTo(LocalDateTime.parse("1969-12-31T23:59:59.999"));
    }

    @Test
    void aTimestampWithLocalTimeZoneIsTheWallClockOfTheReport() throws SQLException {
        ResultSet rows = ResultSets.of(
                SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE,
                0,
                0,
                Instant.parse("2026-04-27T19:02:00Z").toEpochMilli());
        assertThat(rows.getString(1)).isEqualTo("2026-04-27 12:02:00");
        assertThat(rows.getObject(1, Instant.class)).isEqualTo(Instant.parse("2026-04-27T19:02:00Z"));
    }

    @Test
    void datesAndTimesAreReadAsTheirClasses() throws SQLException {
        ResultSet date =
                ResultSets.of(SqlTypeName.DATE, (int) LOGIN.toLocalDate().toEpochDay());
        assertThat(date.getString(1)).isEqualTo("2026-04-27");
        assertThat(date.getObject(1)).isEqualTo(Date.valueOf("2026-04-27"));
        assertThat(date.getTimestamp(1)).isEqualTo(Timestamp.valueOf("2026-04-27 00:00:00"));
        assertThat(date.getObject(1, LocalDate.class)).isEqualTo(LOGIN.toLocalDate());
        ResultSet time = ResultSets.of(SqlTypeName.TIME, LOGIN.toLocalTime().toSecondOfDay() * 1_000);
        assertThat(time.getString(1)).isEqualTo("12:02:00");
        assertThat(time.getObject(1)).isEqualTo(Time.valueOf("12:02:00"));
        assertThat(time.getObject(1, LocalTime.class)).isEqualTo(LOGIN.toLocalTime());
        assertThatThrownBy(() -> time.getDate(1)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> date.getTime(1)).isInstanceOf(SQLException.class);
    }

    @Test
    void aStringIsParsedAsADateOrTime() throws SQLException {
        assertThat(text("2026-04-27 12:02:00.0").getTimestamp(1)).isEqualTo(Timestamp.valueOf(LOGIN));
        assertThat(text("2026-04-27T12:02:00").getObject(1, LocalDateTime.class))
                .isEqualTo(LOGIN);
        assertThat(text("2026-04-27").getDate(1)).isEqualTo(Date.valueOf("2026-04-27"));
        assertThat(text("12:02").getTime(1)).isEqualTo(Time.valueOf("12:02:00"));
        assertThatThrownBy(() -> text("12:02").getDate(1)).isInstanceOf(SQLDataException.class);
        assertThatThrownBy(() -> text("2026-02-30").getDate(1)).isInstanceOf(SQLDataException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"getInt", "getBytes", "getURL", "getArray", "getBoolean", "getBigDecimal"})
    void aTimestampIsNotReadByOtherGetters(String getter) throws Exception {
        ResultSet rows = login();
        assertThatThrownBy(() -> ResultSet.class.getMethod(getter, int.class).invoke(rows, 1))
                .cause()
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Column 1 (X) is of type TIMESTAMP")
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("07006"));
    }

    @Test
    void bytesAndStreamsContainTheString() throws Exception {
        assertThat(text("Zoë").getBytes(1)).isEqualTo("Zoë".getBytes(StandardCharsets.UTF_8));
        assertThat(text("Zoë").getBinaryStream(1)).hasBinaryContent("Zoë".getBytes(StandardCharsets.UTF_8));
        assertThat(text("abc").getAsciiStream(1)).hasContent("abc");
        assertThat(new BufferedReader(text("Zoë").getCharacterStream(1)).readLine())
                .isEqualTo("Zoë");
        assertThat(text("http://localhost/x").getURL(1)).hasToString("http://localhost/x");
        assertThatThrownBy(() -> text("no url").getURL(1)).isInstanceOf(SQLDataException.class);
        ByteString bytes = new ByteString(new byte[] {1, (byte) 0xab});
        assertThat(ResultSets.of(SqlTypeName.VARBINARY, bytes).getBytes(1)).containsExactly(1, 0xab);
        assertThat(ResultSets.of(SqlTypeName.VARBINARY, bytes).getString(1)).isEqualTo("01ab");
    }

    @Test
    void intervalsAreReadAsStrings() throws SQLException {
        assertThat(ResultSets.of(SqlTypeName.INTERVAL_YEAR_MONTH, 14).getObject(1))
                .isEqualTo("+1-02");
        assertThat(ResultSets.of(SqlTypeName.INTERVAL_DAY_SECOND, 93_784_000L).getString(1))
                .isEqualTo("+1 02:03:04");
        assertThat(ResultSets.of(SqlTypeName.INTERVAL_DAY_SECOND, 93_784_500L).getString(1))
                .isEqualTo("+1 02:03:04.500");
        assertThat(ResultSets.of(SqlTypeName.INTERVAL_YEAR, 24).getString(1)).isEqualTo("+2");
        assertThat(ResultSets.of(SqlTypeName.INTERVAL_DAY, 86_400_000L).getString(1))
                .isEqualTo("+1");
    }

    @Test
    void aValueOfAnUnexpectedClassIsAnSqlException() throws SQLException {
        ResultSet rows = ResultSets.of(SqlTypeName.DATE, "2026-04-27");
        assertThatThrownBy(() -> rows.getString(1))
                .isInstanceOf(SQLException.class)
                .hasCauseInstanceOf(ClassCastException.class);
    }

    @Test
    void anArrayIsReadAsObjectsRowsAndString() throws SQLException {
        ResultSet rows = ResultSets.of(SqlTypeName.ARRAY, FakeDriverSession.row(1, null, 3));
        assertThat(rows.getString(1)).isEqualTo("[1, null, 3]");
        Array array = rows.getArray(1);
        assertThat(array.getBaseTypeName()).isEqualTo("INTEGER");
        assertThat((Object[]) array.getArray()).containsExactly(1, null, 3);
        assertThat((Object[]) array.getArray(2, 1)).containsExactly((Object) null);
        ResultSet elements = array.getResultSet(3, 5);
        assertThat(elements.next()).isTrue();
        assertThat(elements.getLong("INDEX")).isEqualTo(3);
        assertThat(elements.getInt("VALUE")).isEqualTo(3);
        assertThat(elements.next()).isFalse();
        assertThatThrownBy(() -> array.getArray(0, 1)).isInstanceOf(SQLDataException.class);
        array.free();
        assertThatThrownBy(array::getArray).isInstanceOf(SQLException.class).hasMessage("The array was freed");
    }

    @Test
    void nullIsZeroFalseOrNull() throws SQLException {
        ResultSet rows = ResultSets.of(SqlTypeName.INTEGER, null);
        assertThat(rows.getInt(1)).isZero();
        assertThat(rows.wasNull()).isTrue();
        assertThat(rows.getBoolean(1)).isFalse();
        assertThat(rows.getDouble(1)).isZero();
        List<@Nullable Object> nulls = FakeDriverSession.row(
                rows.getString(1),
                rows.getBigDecimal(1),
                rows.getTimestamp(1),
                rows.getObject(1),
                rows.getObject(1, Long.class),
                rows.getBytes(1),
                rows.getCharacterStream(1),
                rows.getArray(1),
                rows.getURL(1));
        assertThat(nulls).containsOnlyNulls();
        assertThat(integer().wasNull()).isFalse();
    }

    @Test
    void anUnsupportedClassIsAnError() throws SQLException {
        ResultSet rows = integer();
        assertThatThrownBy(() -> rows.getObject(1, Thread.class))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("java.lang.Thread");
    }

    @Test
    void stringsAndBytesAreTruncatedToTheMaxFieldSize() throws SQLException {
        FakeDriverSession session = new FakeDriverSession();
        session.rows = List.of(FakeDriverSession.row("abcdef"));
        var statement = session.connection().createStatement();
        statement.setMaxFieldSize(4);
        ResultSet rows = statement.executeQuery("select");
        rows.next();
        assertThat(rows.getString(1)).isEqualTo("abcd");
        assertThat(rows.getObject(1)).isEqualTo("abcd");
    }
}
