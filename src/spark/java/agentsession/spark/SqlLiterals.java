package agentsession.spark;

import agentsession.spark.PushedSql.NotPushedException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;

/** Writes Spark's literals in SQL, each with its type. */
final class SqlLiterals {
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    /** Longer than the clock is ever set forward or back. */
    private static final Duration NEAR = Duration.ofHours(3);

    private SqlLiterals() {}

    /** @throws NotPushedException for a literal that SQL does not have */
    static String of(Literal<?> literal) {
        Object value = literal.value();
        DataType type = literal.dataType();
        if (value == null) {
            throw new NotPushedException("NULL");
        }
        if (type.equals(DataTypes.StringType)) {
            return quote(value.toString());
        }
        if (type.equals(DataTypes.BooleanType)) {
            return Boolean.TRUE.equals(value) ? "TRUE" : "FALSE";
        }
        if (SqlCasts.isIntegral(type)) {
            return number(value.toString());
        }
        if (type instanceof DecimalType && value instanceof Decimal decimal) {
            return number(decimal.toJavaBigDecimal().toPlainString());
        }
        if (type.equals(DataTypes.DoubleType) && value instanceof Double number && Double.isFinite(number)) {
            return "CAST(" + quote(number.toString()) + " AS DOUBLE)";
        }
        if (type.equals(DataTypes.DateType) && value instanceof Integer day) {
            return "DATE " + quote(inRange(LocalDate.ofEpochDay(day)).toString());
        }
        if (type.equals(DataTypes.TimestampNTZType) && value instanceof Long micros) {
            return timestamp(LocalDateTime.ofInstant(instant(micros), ZoneOffset.UTC));
        }
        if (type.equals(DataTypes.TimestampType) && value instanceof Long micros) {
            return timestamp(local(instant(micros)));
        }
        throw new NotPushedException(literal);
    }

    /** The value of a string. */
    static String text(Literal<?> literal) {
        Object value = literal.value();
        if (value == null || !literal.dataType().equals(DataTypes.StringType)) {
            throw new NotPushedException(literal);
        }
        return value.toString();
    }

    static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** In parentheses if it is negative, since two minus signs begin a comment. */
    private static String number(String digits) {
        return digits.startsWith("-") ? "(" + digits + ")" : digits;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /**
     * The time that the driver shows for an instant, in the zone of the JVM. Where the clock is set forward or back, local
     * times and instants have another order, so Spark compares the instants.
     */
    private static LocalDateTime local(Instant instant) {
        ZoneId zone = TimeZone.getDefault().toZoneId();
        ZoneOffsetTransition next = zone.getRules().nextTransition(instant.minus(NEAR));
        if (next != null && next.getInstant().isBefore(instant.plus(NEAR))) {
            throw new NotPushedException(instant);
        }
        return LocalDateTime.ofInstant(instant, zone);
    }

    private static String timestamp(LocalDateTime time) {
        inRange(time.toLocalDate());
        return "TIMESTAMP " + quote(TIMESTAMP.format(time));
    }

    private static LocalDate inRange(LocalDate day) {
        if (day.getYear() < 1 || day.getYear() > 9999) {
            throw new NotPushedException(day);
        }
        return day;
    }
}
