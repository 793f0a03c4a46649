package agentsession.query;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import com.google.common.base.Throwables;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.calcite.runtime.CalciteException;
import org.jspecify.annotations.Nullable;

/** Errors in evaluating an expression, which may occur during execution or when the planner evaluates a constant. */
final class ValueErrors {
    /** @param advice what to do; empty if the message says it */
    private record Known(Pattern message, SqlState state, String advice) {
        Known(String message, SqlState state, String advice) {
            this(Pattern.compile(message, Pattern.CASE_INSENSITIVE), state, advice);
        }
    }

    private static final List<Known> ALL = List.of(
            new Known(
                    "/ by zero|division by zero|divide by zero|Division undefined",
                    SqlState.DIVISION_BY_ZERO,
                    "NULLIF(divisor, 0) returns NULL instead."),
            new Known(
                    "overflow|out of range|cannot be represented|does not fit",
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    "Use CAST(... AS BIGINT) or AS DECIMAL(38, 2) for larger numbers."),
            new Known("Invalid character for cast", SqlState.INVALID_CHARACTER_VALUE_FOR_CAST, ""),
            new Known(
                    "Invalid (DATE|TIME)",
                    SqlState.INVALID_DATETIME_FORMAT,
                    "Write dates as '2026-01-31' and timestamps as '2026-01-31 13:00:00'."));

    private static final Pattern NO_NUMBER = Pattern.compile("For input string: \"(.*)\".*");

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");

    private ValueErrors() {}

    /** Converts a failure; empty if it has another reason. */
    static Optional<DriverException> of(Throwable e) {
        for (Throwable t : Throwables.getCausalChain(e)) {
            String message = EngineMessages.clean(FailureChain.truncate(message(t)));
            if (message.contains("more than one value")) {
                return Optional.of(new DriverException(
                        SqlState.CARDINALITY_VIOLATION,
                        "A scalar sub-query returned several rows. Aggregate it, for example by MAX, or add LIMIT 1.",
                        e));
            }
            if (t instanceof NumberFormatException) {
                return Optional.of(notANumber(message, e));
            }
            if (t instanceof PatternSyntaxException pattern) {
                return Optional.of(new DriverException(
                        SqlState.DATA_EXCEPTION,
                        "'%s' is not a regular expression: %s."
                                .formatted(FailureChain.truncate(pattern.getPattern()), pattern.getDescription()),
                        e));
            }
            if (t instanceof ArithmeticException
                    || t instanceof DateTimeException
                    || t instanceof CalciteException
                    || t instanceof IllegalArgumentException) {
                DriverException known = ofValue(t, message, e);
                if (known != null) {
                    return Optional.of(known);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The error of a function that recurses on its value until the stack is full; empty if it is another's recursion.
     *
     * @param overflow in the chain of the failure
     */
    static Optional<DriverException> ofRecursion(StackOverflowError overflow, Throwable failure) {
        for (StackTraceElement frame : overflow.getStackTrace()) {
            if (frame.getClassName().startsWith("java.util.regex.")) {
                return Optional.of(new DriverException(
                        SqlState.DATA_EXCEPTION,
                        "A regular expression recurses too deeply on a long string, since it repeats a group such as"
                                + " (a|b)*. Repeat a class such as [ab]* instead, or shorten the string by LEFT.",
                        failure));
            }
            if (frame.getClassName().contains(".xalan.")) {
                return Optional.of(new DriverException(
                        SqlState.DATA_EXCEPTION,
                        "The stylesheet of XMLTRANSFORM recurses too deeply, perhaps without end. Let its templates apply"
                                + " or call themselves less often.",
                        failure));
            }
        }
        return Optional.empty();
    }

    /** The JVM omits the message of an exception that it throws often. */
    private static String message(Throwable failure) {
        return failure instanceof ArithmeticException && failure.getMessage() == null
                ? "/ by zero"
                : FailureChain.message(failure);
    }

    private static DriverException notANumber(String message, Throwable e) {
        Matcher text = NO_NUMBER.matcher(message);
        if (text.matches() && INTEGER.matcher(text.group(1)).matches()) {
            return new DriverException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    "'%s' is out of range of its type. Use CAST(... AS BIGINT) or AS DECIMAL(38, 2) for larger numbers."
                            .formatted(text.group(1)),
                    e);
        }
        return new DriverException(
                SqlState.INVALID_CHARACTER_VALUE_FOR_CAST,
                text.matches()
                        ? "'%s' is not a number of the required type.".formatted(text.group(1))
                        : "A string is not a number of the required type.",
                e);
    }

    /** Null if the failure is not about a value, but in the engine. */
    private static @Nullable DriverException ofValue(Throwable reason, String message, Throwable e) {
        if (EngineMessages.mentionInternals(message)) {
            return null;
        }
        for (Known known : ALL) {
            if (known.message.matcher(message).find()) {
                String text = known.state == SqlState.DIVISION_BY_ZERO ? "Division by zero" : message;
                return new DriverException(
                        known.state,
                        (text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ". " + known.advice)
                                .strip(),
                        e);
            }
        }
        SqlState state = SqlState.DATA_EXCEPTION;
        if (reason instanceof ArithmeticException) {
            state = SqlState.NUMERIC_VALUE_OUT_OF_RANGE;
        } else if (reason instanceof DateTimeException) {
            state = SqlState.INVALID_DATETIME_FORMAT;
        }
        return new DriverException(state, message + ".", e);
    }
}
