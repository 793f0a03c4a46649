package agentsession.query;

import agentsession.error.ClosestNames;
import agentsession.error.DriverException;
import agentsession.error.OutOfMemory;
import agentsession.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Converts exceptions of Calcite to errors that say what to do. */
final class SqlErrors {
    /**
     * An error with a known message.
     *
     * @param advice what to do; empty if the message says it
     */
    private record Known(Pattern message, SqlState state, String advice) {
        Known(String message, SqlState state, String advice) {
            this(Pattern.compile(message, Pattern.CASE_INSENSITIVE), state, advice);
        }
    }

    private static final List<Known> VALIDATION_ERRORS = List.of(
            new Known("Column '.*' is ambiguous", SqlState.AMBIGUOUS_COLUMN, "Qualify it with the alias of its table."),
            new Known("Column '.*' not found|Unknown field", SqlState.UNDEFINED_COLUMN, ""),
            new Known(
                    "(Object|Table) '.*' not found",
                    SqlState.UNDEFINED_TABLE,
                    "The tables are AGENT_SESSION, in schema REPORTS, and SYSTEM.REPORT_REQUESTS."),
            new Known(
                    "No match found for function|Function '.*' (not found|is not defined)|Unknown function"
                            + "|Invalid number of arguments",
                    SqlState.UNDEFINED_FUNCTION,
                    "Check its name and arguments; docs/sql.md describes the functions."),
            new Known(
                    "is not being grouped",
                    SqlState.GROUPING_ERROR,
                    "Add it to GROUP BY, or aggregate it, for example by MAX."),
            new Known("Aggregate expression", SqlState.GROUPING_ERROR, "Use HAVING for conditions on aggregates."),
            new Known(
                    "Ordinal out of range",
                    SqlState.SYNTAX_ERROR,
                    "It is the number of a column of the SELECT, from 1."),
            new Known("Column count mismatch", SqlState.SYNTAX_ERROR, ""),
            new Known(
                    "Illegal .* literal",
                    SqlState.INVALID_DATETIME_FORMAT,
                    "Write DATE '2026-01-31' or TIMESTAMP '2026-01-31 13:00:00'."),
            new Known(
                    "Cannot apply|type mismatch|Cannot cast|not comparable|must be of type|incompatible"
                            + "|must be a condition|Illegal mixing of types|compatible types"
                            + "|cannot convert|Cannot infer return type",
                    SqlState.DATATYPE_MISMATCH,
                    ""),
            new Known("", SqlState.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION, ""));

    private static final Pattern MISSING_COLUMN =
            Pattern.compile("Column '([^']*)' not found in (?:table '([^']*)'.*|any table.*)");
    private static final Pattern NOT_IMPLEMENTED =
            Pattern.compile("(?:cannot translate call|Unable to get aggregate implementation for aggregate) (\\w+).*");

    private SqlErrors() {}

    private static boolean isStackOverflow(Throwable e) {
        return FailureChain.find(e, StackOverflowError.class) != null;
    }

    static DriverException ofParsing(SqlParseException e, String sql) {
        if (isStackOverflow(e)) {
            return tooDeep(e);
        }
        if (e.getPos() == null) {
            return new DriverException(SqlState.SYNTAX_ERROR, "SQL syntax error: " + FailureChain.message(e) + ".", e);
        }
        SqlState state = FailureChain.message(e).startsWith("Illegal ")
                ? SqlState.INVALID_DATETIME_FORMAT
                : SqlState.SYNTAX_ERROR;
        return new DriverException(state, new SyntaxError(sql, e.getPos(), FailureChain.message(e)).message(), e);
    }

    static DriverException ofPreparing(Throwable e) {
        return ofPreparing(e, () -> null);
    }

    /** @param query supplies the parsed query, null if parsing failed */
    static DriverException ofPreparing(Throwable e, Supplier<@Nullable SqlNode> query) {
        if (OutOfMemory.isReasonOf(e)) {
            return OutOfMemory.exception(e);
        }
        DriverException own = FailureChain.find(e, DriverException.class);
        if (own != null) {
            return own;
        }
        StackOverflowError overflow = FailureChain.find(e, StackOverflowError.class);
        if (overflow != null) {
            return ValueErrors.ofRecursion(overflow, e).orElseGet(() -> tooDeep(e));
        }
        CalciteContextException context = FailureChain.find(e, CalciteContextException.class);
        if (context != null) {
            return ofValidating(context, query);
        }
        return ValueErrors.of(e).orElseGet(() -> notPlanned(e, query));
    }

    static DriverException ofRunning(Throwable e) {
        if (OutOfMemory.isReasonOf(e)) {
            return OutOfMemory.exception(e);
        }
        DriverException own = FailureChain.find(e, DriverException.class);
        if (own != null) {
            return own;
        }
        StackOverflowError overflow = FailureChain.find(e, StackOverflowError.class);
        if (overflow != null) {
            return ValueErrors.ofRecursion(overflow, e).orElseGet(() -> tooDeepForThread(e));
        }
        return ValueErrors.of(e).orElseGet(() -> new DriverException(SqlState.DATA_EXCEPTION, whileRunning(e), e));
    }

    private static DriverException ofValidating(CalciteContextException e, Supplier<@Nullable SqlNode> query) {
        String message = EngineMessages.clean(FailureChain.message(e.getCause() == null ? e : e.getCause()));
        Known known = VALIDATION_ERRORS.stream()
                .filter(k -> k.message.matcher(message).find())
                .findFirst()
                .orElseThrow();
        String advice =
                known.state == SqlState.UNDEFINED_COLUMN ? closestColumns(message, e, query.get()) : known.advice;
        return new DriverException(
                known.state,
                "%s (line %d, column %d).%s"
                        .formatted(message, e.getPosLine(), e.getPosColumn(), advice.isEmpty() ? "" : " " + advice),
                e);
    }

    private static String closestColumns(String message, CalciteContextException e, @Nullable SqlNode query) {
        Matcher column = MISSING_COLUMN.matcher(message);
        if (query == null || !column.matches()) {
            return "";
        }
        SqlParserPos position = new SqlParserPos(e.getPosLine(), e.getPosColumn());
        List<String> names = new ArrayList<>(NamesInScope.at(position, query, column.group(2)));
        names.remove(column.group(1));
        List<String> closest = ClosestNames.to(column.group(1), names, 2);
        return closest.isEmpty() ? "" : "Did you mean " + String.join(" or ", closest) + "?";
    }

    private static DriverException notPlanned(Throwable e, Supplier<@Nullable SqlNode> query) {
        String reason = FailureChain.reason(e);
        Matcher function = NOT_IMPLEMENTED.matcher(reason);
        if (function.matches()) {
            return new DriverException(
                    SqlState.UNDEFINED_FUNCTION,
                    "%s does not support these arguments. docs/sql.md describes the functions."
                            .formatted(function.group(1)),
                    e);
        }
        if (reason.contains("out of range for INT")) {
            return new DriverException(
                    SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                    "LIMIT and OFFSET must be at most %d. Omit LIMIT for all rows.".formatted(Integer.MAX_VALUE),
                    e);
        }
        return reason.contains("grows beyond 64 KB")
                ? new DriverException(
                        SqlState.STATEMENT_TOO_COMPLEX,
                        "The generated code exceeds the limit of a Java method. Shorten the CASE, OR and VALUES lists; IN"
                                + " lists may have any length.",
                        e)
                : notSupported(e, query.get());
    }

    /** The error if the reason is unknown. */
    private static DriverException notSupported(Throwable e, @Nullable SqlNode query) {
        String constructs = query == null ? "" : UnsupportedConstructs.of(query);
        return new DriverException(
                SqlState.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION,
                "The query is valid SQL, but this driver does not support it. "
                        + (constructs.isEmpty() ? "" : "The likely causes are: " + constructs + ". ")
                        + "Simplify it; docs/sql.md says what is supported.",
                e);
    }

    private static String whileRunning(Throwable e) {
        if (FailureChain.find(e, NullPointerException.class) != null) {
            return "The query failed: a NULL is not allowed, for example in LIMIT ?.";
        }
        String reason = EngineMessages.clean(FailureChain.reason(e));
        return EngineMessages.mentionInternals(reason)
                ? "The query failed on an unsupported value. Remove columns and conditions to find the expression, and"
                        + " write it differently."
                : "The query failed: " + reason + ".";
    }

    private static DriverException tooDeepForThread(Throwable e) {
        return new DriverException(
                SqlState.STATEMENT_TOO_COMPLEX,
                "The query recurses too deeply for the stack of the thread that reads its rows. Nest its expressions and"
                        + " values less, or read it in a thread with a larger stack (-Xss).",
                e);
    }

    private static DriverException tooDeep(Throwable e) {
        return new DriverException(
                SqlState.STATEMENT_TOO_COMPLEX,
                "The SQL is nested too deeply. Write long chains of OR on one column as IN (...), and use fewer levels of"
                        + " parentheses and sub-queries.",
                e);
    }
}
