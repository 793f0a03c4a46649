package agentsession.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import agentsession.query.QueryParameter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterConverterTest {
    private static final LocalDateTime LOGIN = LocalDateTime.of(2026, 4, 27, 12, 2);
    private static final long MILLIS = LOGIN.toInstant(ZoneOffset.UTC).toEpochMilli();
    private static final long MIDNIGHT =
            LOGIN.toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    private static final int DAY = (int) LOGIN.toLocalDate().toEpochDay();
    private static final int NOON_MILLIS = 12 * 3_600_000;

    private static @Nullable Object convert(SqlTypeName type, @Nullable Object value) throws SQLException {
        return new ParameterConverter(new QueryParameter(type, -1, 0, true), 3, FakeDriverSession.ARIZONA)
                .convert(value);
    }

    static Stream<Arguments> conversions() {
        Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT);
        calendar.setTimeInMillis(
                LOGIN.atZone(ZoneId.of("Asia/Tokyo")).toInstant().toEpochMilli());
        return Stream.of(
                arguments(SqlTypeName.TIMESTAMP, LOGIN, MILLIS),
                arguments(SqlTypeName.TIMESTAMP, Timestamp.valueOf(LOGIN), MILLIS),
                arguments(
                        SqlTypeName.TIMESTAMP,
                        java.util.Date.from(LOGIN.atZone(ZoneId.systemDefault()).toInstant()),
                        MILLIS),
                arguments(SqlTypeName.TIMESTAMP, calendar, MILLIS),
                arguments(SqlTypeName.TIMESTAMP, Instant.parse("2026-04-27T19:02:00Z"), MILLIS),
                arguments(SqlTypeName.TIMESTAMP, OffsetDateTime.parse("2026-04-27T21:02:00+02:00"), MILLIS),
                arguments(
                        SqlTypeName.TIMESTAMP, ZonedDateTime.parse("2026-04-27T21:02:00+02:00[Europe/Berlin]"), MILLIS),
                arguments(SqlTypeName.TIMESTAMP, LOGIN.toLocalDate(), MIDNIGHT),
                arguments(SqlTypeName.TIMESTAMP, java.sql.Date.valueOf("2026-04-27"), MIDNIGHT),
                arguments(SqlTypeName.TIMESTAMP, "2026-04-27 12:02:00.0", MILLIS),
                arguments(SqlTypeName.TIMESTAMP, "2026-04-27T12:02:00", MILLIS),
                arguments(SqlTypeName.TIMESTAMP, "2026-4-27 12:02", MILLIS),
                arguments(SqlTypeName.TIMESTAMP, "2026-04-27 21:02 Europe/Berlin", MILLIS),
                arguments(SqlTypeName.TIMESTAMP, "2026-04-27 12:02", MILLIS),
                arguments(SqlTypeName.TIMESTAMP, "2026-04-27", MIDNIGHT),
                arguments(SqlTypeName.TIMESTAMP, "2026-04-27T19:02:00Z", MILLIS),
                arguments(SqlTypeName.TIMESTAMP, "2026-04-27 12:02:00.25", MILLIS + 250),
                arguments(SqlTypeName.DATE, LOGIN.toLocalDate(), DAY),
                arguments(SqlTypeName.DATE, java.sql.Date.valueOf("2026-04-27"), DAY),
                arguments(SqlTypeName.DATE, Timestamp.valueOf(LOGIN), DAY),
                arguments(SqlTypeName.DATE, Instant.parse("2026-04-28T02:00:00Z"), DAY),
                arguments(SqlTypeName.DATE, "2026-04-27", DAY),
                arguments(SqlTypeName.DATE, "2026-4-27", DAY),
                arguments(SqlTypeName.TIME, LocalTime.NOON, NOON_MILLIS),
                arguments(SqlTypeName.TIME, Time.valueOf("12:00:00"), NOON_MILLIS),
                arguments(SqlTypeName.TIME, "12:00", NOON_MILLIS),
                arguments(SqlTypeName.TIME, "2026-04-27 12:00:00", NOON_MILLIS),
                arguments(SqlTypeName.INTEGER, 5, 5),
                arguments(SqlTypeName.INTEGER, 5L, 5),
                arguments(SqlTypeName.INTEGER, (byte) 5, 5),
                arguments(SqlTypeName.INTEGER, 5.0, 5),
                arguments(SqlTypeName.INTEGER, new BigDecimal("5.00"), 5),
                arguments(SqlTypeName.INTEGER, BigInteger.valueOf(5), 5),
                arguments(SqlTypeName.INTEGER, " 5 ", 5),
                arguments(SqlTypeName.INTEGER, true, 1),
                arguments(SqlTypeName.TINYINT, 5, (byte) 5),
                arguments(SqlTypeName.SMALLINT, 5, (short) 5),
                arguments(SqlTypeName.BIGINT, 5, 5L),
                arguments(SqlTypeName.BIGINT, "5000000000", 5_000_000_000L),
                arguments(SqlTypeName.DECIMAL, 5, new BigDecimal("5")),
                arguments(SqlTypeName.DECIMAL, 0.1, new BigDecimal("0.1")),
                arguments(SqlTypeName.DECIMAL, 0.1f, new BigDecimal("0.1")),
                arguments(SqlTypeName.DECIMAL, "12.34", new BigDecimal("12.34")),
                arguments(SqlTypeName.DOUBLE, 5, 5.0),
                arguments(SqlTypeName.DOUBLE, "1e3", 1_000.0),
                arguments(SqlTypeName.REAL, 0.5, 0.5f),
                arguments(SqlTypeName.BOOLEAN, true, true),
                arguments(SqlTypeName.BOOLEAN, 0, false),
                arguments(SqlTypeName.BOOLEAN, "TRUE", true),
                arguments(SqlTypeName.BOOLEAN, "yes", true),
                arguments(SqlTypeName.BOOLEAN, "off", false),
                arguments(SqlTypeName.VARCHAR, "x", "x"),
                arguments(SqlTypeName.VARCHAR, 'x', "x"),
                arguments(SqlTypeName.VARCHAR, 5, "5"),
                arguments(SqlTypeName.VARCHAR, new BigDecimal("1e3"), "1000"),
                arguments(SqlTypeName.VARCHAR, LOGIN, "2026-04-27 12:02:00"),
                arguments(SqlTypeName.VARCHAR, LOGIN.toLocalDate(), "2026-04-27"),
                arguments(SqlTypeName.VARCHAR, LocalTime.NOON, "12:00:00"),
                arguments(SqlTypeName.VARCHAR, new UUID(0, 1), "00000000-0000-0000-0000-000000000001"),
                arguments(SqlTypeName.VARBINARY, new byte[] {1}, new ByteString(new byte[] {1})),
                arguments(SqlTypeName.INTERVAL_YEAR_MONTH, Period.of(1, 2, 0), 14),
                arguments(SqlTypeName.INTERVAL_DAY, Duration.ofDays(1), 86_400_000L));
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("conversions")
    void valuesAreConvertedToTheTypeOfTheParameter(SqlTypeName type, Object value, Object expected)
            throws SQLException {
        assertThat(convert(type, value)).isEqualTo(expected);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments(SqlTypeName.INTEGER, 5_000_000_000L, "22003"),
                arguments(SqlTypeName.INTEGER, "5.5", "22003"),
                arguments(SqlTypeName.INTEGER, 5.5, "22003"),
                arguments(SqlTypeName.TINYINT, 128, "22003"),
                arguments(SqlTypeName.BIGINT, new BigDecimal("1e30"), "22003"),
                arguments(SqlTypeName.INTEGER, "five", "22018"),
                arguments(SqlTypeName.INTEGER, Double.NaN, "22018"),
                arguments(SqlTypeName.INTEGER, LOGIN, "07006"),
                arguments(SqlTypeName.TIMESTAMP, 5L, "07006"),
                arguments(SqlTypeName.TIMESTAMP, Time.valueOf("12:00:00"), "07006"),
                arguments(SqlTypeName.TIMESTAMP, "yesterday", "22018"),
                arguments(SqlTypeName.TIMESTAMP, "2026-02-30", "22018"),
                arguments(SqlTypeName.TIMESTAMP, "2026-04-2712:02", "22018"),
                arguments(SqlTypeName.TIMESTAMP, "12:00", "22018"),
                arguments(SqlTypeName.DATE, LocalTime.NOON, "07006"),
                arguments(SqlTypeName.TIME, "2026-04-27x", "22018"),
                arguments(SqlTypeName.TIME, LocalTime.NOON.atOffset(ZoneOffset.UTC), "07006"),
                arguments(SqlTypeName.BOOLEAN, "maybe", "22018"),
                arguments(SqlTypeName.BOOLEAN, LocalDate.EPOCH, "07006"),
                arguments(SqlTypeName.VARCHAR, new byte[] {1}, "07006"),
                arguments(SqlTypeName.VARBINARY, "x", "07006"),
                arguments(SqlTypeName.INTERVAL_YEAR_MONTH, Period.ofDays(1), "07006"),
                arguments(SqlTypeName.INTERVAL_DAY, 1, "07006"));
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("refusals")
    void theErrorOfAnInvalidValueNamesTheParameter(SqlTypeName type, Object value, String state) {
        assertThatThrownBy(() -> convert(type, value))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("Parameter 3 is of type "
                        + type.name().replace("_YEAR_", " YEAR TO ").replace("_", " "))
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo(state));
    }

    @ParameterizedTest
    @EnumSource(
            value = SqlTypeName.class,
            names = {"INTEGER", "VARCHAR", "TIMESTAMP", "DATE", "ANY"})
    void nullIsAValueOfEveryType(SqlTypeName type) throws SQLException {
        assertThat(convert(type, null)).isNull();
    }

    @Test
    void aValueOfAnUntypedParameterIsUnchanged() throws SQLException {
        assertThat(convert(SqlTypeName.ANY, "x")).isEqualTo("x");
    }

    static Stream<Arguments> numbersOfOtherTypes() {
        return Stream.of(
                arguments(SqlTypeName.INTEGER, 0, 10.5, "DECIMAL(19, 1)"),
                arguments(SqlTypeName.INTEGER, 0, "10.50", "DECIMAL(19, 2)"),
                arguments(SqlTypeName.INTEGER, 0, 5_000_000_000L, "BIGINT"),
                arguments(SqlTypeName.INTEGER, 0, new BigInteger("12345678901234567890"), "DECIMAL(38, 0)"),
                arguments(SqlTypeName.BIGINT, 0, new BigDecimal("1e300"), "DECIMAL(38, 0)"),
                arguments(SqlTypeName.BIGINT, 0, new BigDecimal("1e-50"), "DECIMAL(38, 38)"),
                arguments(SqlTypeName.DECIMAL, 2, new BigDecimal("1.005"), "DECIMAL(19, 3)"),
                arguments(SqlTypeName.DECIMAL, 2, 99_999_999_999L, "BIGINT"));
    }

    @ParameterizedTest(name = "{0} from {2}")
    @MethodSource("numbersOfOtherTypes")
    void aNumberThatDoesNotFitRequestsAWiderType(SqlTypeName type, int scale, Object value, String asked)
            throws SQLException {
        BoundValue bound = bind(new QueryParameter(type, 12, scale, true, true, false), value);

        assertThat(asked(bound)).isEqualTo(asked);
        assertThat(new BigDecimal(String.valueOf(bound.value())))
                .isEqualByComparingTo(new BigDecimal(value.toString()));
    }

    static Stream<Arguments> valuesThatFit() {
        return Stream.of(
                arguments(SqlTypeName.INTEGER, new BigDecimal("5.00")),
                arguments(SqlTypeName.INTEGER, 5.0),
                arguments(SqlTypeName.INTEGER, " 5 "),
                arguments(SqlTypeName.INTEGER, true),
                arguments(SqlTypeName.BIGINT, Long.MIN_VALUE),
                arguments(SqlTypeName.DECIMAL, new BigDecimal("1.500")),
                arguments(SqlTypeName.DECIMAL, 9_999_999_999L),
                arguments(SqlTypeName.DOUBLE, new BigDecimal("1.00000000000000000001")),
                arguments(SqlTypeName.VARCHAR, 5),
                arguments(SqlTypeName.TIMESTAMP, LOGIN));
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("valuesThatFit")
    void aValueThatFitsRequestsNoType(SqlTypeName type, Object value) throws SQLException {
        assertThat(bind(new QueryParameter(type, 12, 2, true, true, false), value)
                        .type())
                .isNull();
    }

    static Stream<Arguments> valuesInOpenPlaces() {
        return Stream.of(
                arguments(SqlTypeName.VARCHAR, 5, "INTEGER"),
                arguments(SqlTypeName.VARCHAR, 5_000_000_000L, "BIGINT"),
                arguments(SqlTypeName.VARCHAR, 2.5, "DECIMAL(19, 1)"),
                arguments(SqlTypeName.VARCHAR, true, "BOOLEAN"),
                arguments(SqlTypeName.VARCHAR, LOGIN, "TIMESTAMP"),
                arguments(SqlTypeName.VARCHAR, Timestamp.valueOf(LOGIN), "TIMESTAMP"),
                arguments(SqlTypeName.VARCHAR, java.sql.Date.valueOf("2026-04-27"), "DATE"),
                arguments(SqlTypeName.VARCHAR, LocalTime.NOON, "TIME"),
                arguments(SqlTypeName.INTEGER, new BigDecimal("2.0"), "DECIMAL(19, 1)"),
                arguments(SqlTypeName.INTEGER, "2.0", "DECIMAL(19, 1)"));
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("valuesInOpenPlaces")
    void anUntypedParameterHasTheTypeOfItsValue(SqlTypeName type, Object value, String asked) throws SQLException {
        assertThat(asked(bind(new QueryParameter(type, -1, 0, true, true, true), value)))
                .isEqualTo(asked);
    }

    private static BoundValue bind(QueryParameter parameter, Object value) throws SQLException {
        return new ParameterConverter(parameter, 3, FakeDriverSession.ARIZONA).bind(value);
    }

    private static String asked(BoundValue bound) {
        QueryParameter type = bound.type();
        if (type == null) {
            return "nothing";
        }
        return type.type() + (type.precision() < 0 ? "" : "(" + type.precision() + ", " + type.scale() + ")");
    }

    @Test
    void aFractionIsNotRoundedToAWholeSecond() throws SQLException {
        assertThat(convert(SqlTypeName.TIMESTAMP, LOGIN.plusNanos(1))).isEqualTo(MILLIS + 1);
        assertThat(convert(SqlTypeName.TIMESTAMP, LOGIN.minusNanos(1))).isEqualTo(MILLIS - 1);
        assertThat(convert(SqlTypeName.TIMESTAMP, "2026-04-27 12:02:00.0000005"))
                .isEqualTo(MILLIS + 1);
        assertThat(convert(SqlTypeName.TIMESTAMP, "2026-04-27 12:02:00.1239")).isEqualTo(MILLIS + 123);
    }
}
