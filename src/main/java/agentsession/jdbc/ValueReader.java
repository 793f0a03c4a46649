package agentsession.jdbc;

import agentsession.error.SqlState;
import agentsession.jdbc.ValueType.Family;
import agentsession.query.ResultColumn;
import agentsession.text.Truncation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.avatica.util.DateTimeUtils;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Converts the values of one column from the engine's internal representation to the types of JDBC's getters. */
final class ValueReader {
    private static final int MAX_QUOTED_LENGTH = 60;
    private static final int MILLIS_PER_SECOND = 1_000;
    private static final int MILLIS_DIGITS = 3;

    private final ResultColumn column;
    private final int number;
    private final ValueType type;
    private final int maxFieldSize;
    private final boolean limits;
    private final TemporalReader temporals;

    /**
     * @param number the number of the column, from 1
     * @param zone the time zone of the report
     * @param maxFieldSize the maximum number of characters or bytes; 0 for no limit
     */
    ValueReader(ResultColumn column, int number, ZoneId zone, int maxFieldSize) {
        this.column = column;
        this.number = number;
        this.type = ValueType.of(column);
        this.maxFieldSize = maxFieldSize;
        this.limits = (type == ValueType.DECIMAL && column.origin() == null)
                || (maxFieldSize > 0 && (type.family() == Family.TEXT || type.family() == Family.BINARY));
        this.temporals = new TemporalReader(this, column, zone);
    }

    TemporalReader temporals() {
        return temporals;
    }

    ValueType type() {
        return type;
    }

    /** Rounds a computed DECIMAL to the scale of its type, and truncates strings and binaries to the maximum field size. */
    Object limited(Object value) {
        if (!limits) {
            return value;
        }
        if (value instanceof BigDecimal decimal && decimal.scale() > column.scale()) {
            return decimal.setScale(column.scale(), RoundingMode.HALF_UP);
        }
        if (value instanceof String text && text.length() > maxFieldSize) {
            return text.substring(0, maxFieldSize);
        }
        if (value instanceof ByteString bytes && bytes.length() > maxFieldSize) {
            return bytes.substring(0, maxFieldSize);
        }
        return value;
    }

    int integer(Object value) throws SQLException {
        return value instanceof Integer i && type == ValueType.INTEGER
                ? i
                : (int) integral(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
    }

    long bigint(Object value) throws SQLException {
        return integral(value, Long.MIN_VALUE, Long.MAX_VALUE, "long");
    }

    short smallint(Object value) throws SQLException {
        return (short) integral(value, Short.MIN_VALUE, Short.MAX_VALUE, "short");
    }

    byte tinyint(Object value) throws SQLException {
        return (byte) integral(value, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
    }

    private long integral(Object value, long min, long max, String target) throws SQLException {
        long result;
        if (type.family() == Family.INTEGER && value instanceof Number number) {
            result = number.longValue();
        } else {
            BigInteger whole = decimal(value, target).toBigInteger();
            if (whole.bitLength() > 63) {
                throw outOfRange(value, target);
            }
            result = whole.longValue();
        }
        if (result < min || result > max) {
            throw outOfRange(value, target);
        }
        return result;
    }

    double doubleValue(Object value) throws SQLException {
        if (value instanceof Number number && isNumber()) {
            return number.doubleValue();
        }
        return decimal(value, "double").doubleValue();
    }

    float floatValue(Object value) throws SQLException {
        double wide = doubleValue(value);
        float narrow = (float) wide;
        if (Float.isInfinite(narrow) && !Double.isInfinite(wide)) {
            throw outOfRange(value, "float");
        }
        return narrow;
    }

    BigDecimal decimal(Object value) throws SQLException {
        return decimal(value, "BigDecimal");
    }

    BigInteger bigInteger(Object value) throws SQLException {
        return decimal(value, "BigInteger").toBigInteger();
    }

    private BigDecimal decimal(Object value, String target) throws SQLException {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Boolean bool) {
            return bool ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        boolean text = value instanceof String;
        if (!text && !(value instanceof Number && isNumber())) {
            throw mismatch(target);
        }
        try {
            return new BigDecimal(value.toString().strip());
        } catch (NumberFormatException e) {
            throw text ? unreadable(value, "a number", e) : outOfRange(value, target);
        }
    }

    private boolean isNumber() {
        return type.family().isNumeric() || type.family() == Family.OTHER;
    }

    boolean booleanValue(Object value) throws SQLException {
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof String text) {
            return BooleanText.parse(text).orElseThrow(() -> unreadable(value, "a boolean", null));
        }
        return doubleValue(value, "boolean") != 0;
    }

    private double doubleValue(Object value, String target) throws SQLException {
        if (value instanceof Number number && isNumber()) {
            return number.doubleValue();
        }
        throw mismatch(target);
    }

    String text(Object value) {
        return switch (type.family()) {
            case TEXT -> value.toString();
            case DECIMAL -> value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
            case TIMESTAMP -> DateTimeUtils.unixTimestampToString(temporals.millis(value), fractionDigits());
            case DATE -> DateTimeUtils.unixDateToString((Integer) value);
            case TIME -> DateTimeUtils.unixTimeToString((Integer) value, fractionDigits());
            case MONTHS -> DateTimeUtils.intervalYearMonthToString(((Number) value).intValue(), units());
            case MILLIS -> dayTimeInterval(((Number) value).longValue());
            case ARRAY ->
                elements(value).stream()
                        .map(element -> element == null ? "null" : element().text(element))
                        .collect(Collectors.joining(", ", "[", "]"));
            default -> value instanceof Object[] row ? Arrays.deepToString(row) : value.toString();
        };
    }

    private String dayTimeInterval(long millis) {
        int fractionDigits = millis % MILLIS_PER_SECOND == 0 ? 0 : MILLIS_DIGITS;
        return DateTimeUtils.intervalDayTimeToString(millis, units(), fractionDigits);
    }

    private int fractionDigits() {
        return Math.max(column.precision(), 0);
    }

    private TimeUnitRange units() {
        TimeUnit start = column.type().getStartUnit();
        TimeUnit end = column.type().getEndUnit();
        return TimeUnitRange.of(start, start == end ? null : end);
    }

    byte[] bytes(Object value) throws SQLException {
        if (value instanceof ByteString bytes) {
            return bytes.getBytes();
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw mismatch("bytes");
    }

    URL url(Object value) throws SQLException {
        if (value instanceof String text) {
            try {
                return URI.create(text.strip()).toURL();
            } catch (MalformedURLException | IllegalArgumentException e) {
                throw unreadable(value, "a URL", e);
            }
        }
        throw mismatch("URL");
    }

    Array array(Object value) throws SQLException {
        if (type.family() != Family.ARRAY) {
            throw mismatch("Array");
        }
        return new ListArray(elements(value), element(), temporals.zone());
    }

    private static List<?> elements(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }

    private ValueReader element() {
        SqlTypeName component = column.componentType() == null ? SqlTypeName.ANY : column.componentType();
        return new ValueReader(
                new ResultColumn(column.label(), null, component, column.precision(), column.scale(), true, null),
                number,
                temporals.zone(),
                maxFieldSize);
    }

    ResultColumn column() {
        return column;
    }

    /** Converts the value to {@link ValueType#javaClass}. */
    Object object(Object value) throws SQLException {
        return switch (type) {
            case TINYINT, SMALLINT, INTEGER -> value instanceof Integer ? value : (Object) integer(value);
            case BIGINT -> value instanceof Long ? value : (Object) bigint(value);
            case DECIMAL -> decimal(value);
            case REAL -> floatValue(value);
            case FLOAT, DOUBLE -> doubleValue(value);
            case BINARY, VARBINARY -> bytes(value);
            case DATE -> temporals.sqlDate(value);
            case TIME -> temporals.sqlTime(value);
            case TIMESTAMP -> temporals.sqlTimestamp(value);
            case INTERVAL_MONTHS, INTERVAL_MILLIS -> text(value);
            case ARRAY -> array(value);
            default -> value;
        };
    }

    SQLException mismatch(String target) {
        return SqlExceptions.of(
                SqlState.RESTRICTED_DATA_TYPE,
                "Column " + name() + " is of type " + sqlName() + " and cannot be read as " + target
                        + "; getString and getObject read every column");
    }

    SQLException unreadable(Object value, String expected, @Nullable Throwable cause) {
        return SqlExceptions.of(
                SqlState.INVALID_CHARACTER_VALUE_FOR_CAST,
                "Column " + name() + " contains '" + truncated(value) + "', which is not " + expected,
                cause);
    }

    private SQLException outOfRange(Object value, String target) {
        return SqlExceptions.of(
                SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                "Column " + name() + " contains " + truncated(value) + ", which is out of the range of " + target);
    }

    private String name() {
        return number + " (" + column.label() + ")";
    }

    private String sqlName() {
        return ValueType.sqlName(column.type(), column.componentType());
    }

    private static String truncated(Object value) {
        return Truncation.truncate(value.toString(), MAX_QUOTED_LENGTH);
    }
}
