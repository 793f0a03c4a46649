package agentsession.query;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Makes of what Calcite throws what a person can act on. */
final class SqlErrors {
    private record Known(Pattern message, SqlState state) {
        Known(String message, SqlState state) {
            this(Pattern.compile(message, Pattern.CASE_INSENSITIVE | Pattern.DOTALL), state);
        }
    }

    private static final List<Known> WHILE_VALIDATING = List.of(
            new Known("Column '.*' is ambiguous", SqlState.AMBIGUOUS_COLUMN),
            new Known("Column '.*' not found|Unknown field|Table '.*' not found.*column", SqlState.UNDEFINED_COLUMN),
            new Known("Object '.*' not found|Table '.*' not found", SqlState.UNDEFINED_TABLE),
            new Known(
                    "No match found for function|Function '.*' not found|Unknown function",
                    SqlState.UNDEFINED_FUNCTION),
            new Known(
                    "Cannot apply|type mismatch|Cannot cast|not comparable|must be of type|incompatible",
                    SqlState.DATATYPE_MISMATCH));

    private static final List<Known> WHILE_RUNNING = List.of(
            new Known("/ by zero|division by zero|divide by zero|Division undefined", SqlState.DIVISION_BY_ZERO),
            new Known("overflow|out of range|cannot be represented|does not fit", SqlState.NUMERIC_VALUE_OUT_OF_RANGE),
            new Known("DATE|TIME|INTERVAL", SqlState.INVALID_DATETIME_FORMAT));

    private static final String SUPPORTED = "See docs/sql.md for what is supported.";

    private SqlErrors() {}

    static DriverException ofParsing(SqlParseException e, String sql) {
        SqlParserPos position = e.getPos();
        if (isStackOverflow(e)) {
            return tooDeep(e);
        }
        String message = firstLine(e.getMessage());
        String near = position == null ? "" : near(sql, position);
        return new DriverException(SqlState.SYNTAX_ERROR, "The SQL cannot be read: %s%s".formatted(message, near), e);
    }

    static boolean isStackOverflow(Throwable e) {
        return cause(e, StackOverflowError.class) != null;
    }

    static DriverException ofPreparing(Throwable e) {
        DriverException own = cause(e, DriverException.class);
        if (own != null) {
            return own;
        }
        if (isStackOverflow(e)) {
            return tooDeep(e);
        }
        CalciteContextException context = cause(e, CalciteContextException.class);
        if (context != null) {
            Throwable reason = context.getCause() == null ? context : context.getCause();
            String message = message(reason);
            return new DriverException(
                    state(WHILE_VALIDATING, message, SqlState.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION),
                    "%s (line %d, column %d)".formatted(message, context.getPosLine(), context.getPosColumn()),
                    e);
        }
        DriverException running = known(e);
        return running != null
                ? running
                : new DriverException(
                        SqlState.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION,
                        "The query is valid SQL but cannot be planned: %s. %s"
                                .formatted(firstLine(message(e)), SUPPORTED),
                        e);
    }

    private static DriverException tooDeep(Throwable e) {
        return new DriverException(
                SqlState.STATEMENT_TOO_COMPLEX,
                "The SQL is nested too deeply. Write long chains of OR on one column as IN (...), and fewer levels of"
                        + " parentheses and sub-queries.",
                e);
    }

    static DriverException ofRunning(Throwable e) {
        DriverException own = cause(e, DriverException.class);
        if (own != null) {
            return own;
        }
        DriverException known = known(e);
        return known != null
                ? known
                : new DriverException(SqlState.DATA_EXCEPTION, "The query failed: " + firstLine(message(e)), e);
    }

    private static @Nullable DriverException known(Throwable e) {
        if (e instanceof OutOfMemoryError) {
            return new DriverException(
                    SqlState.GENERAL_ERROR,
                    "The query needs more memory than the JVM has. Sorting, grouping and joining hold rows: narrow the query or raise -Xmx.",
                    e);
        }
        for (Throwable t = e; t != null; t = t.getCause()) {
            String message = message(t);
            if (t instanceof ArithmeticException) {
                SqlState state = state(WHILE_RUNNING, message, SqlState.NUMERIC_VALUE_OUT_OF_RANGE);
                return new DriverException(
                        state,
                        state == SqlState.DIVISION_BY_ZERO
                                ? "Division by zero. NULLIF(divisor, 0) gives NULL instead."
                                : "A number is out of range: " + message,
                        e);
            }
            if (t instanceof NumberFormatException) {
                return new DriverException(
                        SqlState.INVALID_CHARACTER_VALUE_FOR_CAST,
                        "A text is not the number it is taken for: " + message,
                        e);
            }
            if (t instanceof DateTimeException) {
                return new DriverException(SqlState.INVALID_DATETIME_FORMAT, message, e);
            }
            if (t instanceof CalciteException || t instanceof IllegalArgumentException) {
                return new DriverException(
                        state(WHILE_RUNNING, message, SqlState.DATA_EXCEPTION), firstLine(message), e);
            }
        }
        return null;
    }

    private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }

    private static SqlState state(List<Known> known, String message, SqlState otherwise) {
        return known.stream()
                .filter(k -> k.message.matcher(message).find())
                .map(Known::state)
                .findFirst()
                .orElse(otherwise);
    }

    private static String message(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("").strip();
    }

    private static String near(String sql, SqlParserPos position) {
        String line = sql.lines().skip(position.getLineNum() - 1L).findFirst().orElse("");
        int start = Math.min(Math.max(position.getColumnNum() - 1, 0), line.length());
        String rest = line.substring(start, Math.min(start + 40, line.length()));
        return String.format(
                Locale.ROOT, " (line %d, column %d, at \"%s\")", position.getLineNum(), position.getColumnNum(), rest);
    }
}
