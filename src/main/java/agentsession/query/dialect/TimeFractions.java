package agentsession.query.dialect;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;

/**
 * Fractions of a second. Times have milliseconds. Finer fractions are truncated to milliseconds, but never to a whole
 * second: such a time must not equal one without a fraction, as those of the report are.
 */
public final class TimeFractions {
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final Pattern LONG_FRACTION = Pattern.compile("(?<time>[^.]*)\\.(?<digits>\\d{4,})\\s*");
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private TimeFractions() {}

    /**
     * A timestamp in the precision of its type.
     *
     * @param precision the fractional digits of the type; 0 rounds to the second
     */
    public static LocalDateTime withPrecision(LocalDateTime time, int precision) {
        return precision == 0 ? rounded(time) : inMilliseconds(time);
    }

    /**
     * A time of day in the precision of its type.
     *
     * @param precision the fractional digits of the type; 0 rounds to the second, within the day
     */
    public static LocalTime withPrecision(LocalTime time, int precision) {
        if (precision > 0) {
            return inMilliseconds(time);
        }
        LocalTime rounded = rounded(time);
        return rounded.isBefore(time.truncatedTo(ChronoUnit.SECONDS))
                ? LocalTime.MAX.truncatedTo(ChronoUnit.SECONDS)
                : rounded;
    }

    /** A literal with at most three fractional digits. */
    static SqlLiteral inMilliseconds(SqlLiteral time) {
        String tag = time instanceof SqlUnknownLiteral unknown
                ? unknown.tag
                : time.getTypeName().getName();
        String text = time instanceof SqlAbstractDateTimeLiteral parsed
                ? parsed.toFormattedString()
                : String.valueOf(time.getValue());
        Matcher fraction = LONG_FRACTION.matcher(text);
        if (!fraction.matches()) {
            return time;
        }
        int nanos = Integer.parseInt((fraction.group("digits") + "000000").substring(0, 9), 10);
        boolean nonZero = fraction.group("digits").chars().anyMatch(digit -> digit != '0');
        return SqlLiteral.createUnknown(
                tag,
                String.format(
                        Locale.ROOT,
                        "%s.%03d",
                        fraction.group("time"),
                        inMilliseconds(nonZero ? Math.max(nanos, 1) : 0) / NANOS_PER_MILLI),
                time.getParserPosition());
    }

    public static LocalTime inMilliseconds(LocalTime time) {
        return time.withNano(inMilliseconds(time.get(ChronoField.NANO_OF_SECOND)));
    }

    public static LocalDateTime inMilliseconds(LocalDateTime time) {
        return time.withNano(inMilliseconds(time.get(ChronoField.NANO_OF_SECOND)));
    }

    private static int inMilliseconds(int nanos) {
        int millis = nanos / NANOS_PER_MILLI;
        return Math.max(millis, nanos == 0 ? 0 : 1) * NANOS_PER_MILLI;
    }

    private static LocalDateTime rounded(LocalDateTime time) {
        return time.plus(HALF_A_SECOND).truncatedTo(ChronoUnit.SECONDS);
    }

    private static LocalTime rounded(LocalTime time) {
        return time.plus(HALF_A_SECOND).truncatedTo(ChronoUnit.SECONDS);
    }
}
