package agentsession.query.dialect;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.query.tree.SqlCasts;
import com.google.common.collect.Sets;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlAbstractDateTimeLiteral;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnknownLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the syntax of tools and other databases to Calcite's. It works on the parse tree, before names are resolved,
 * since the parser reserves some names for the functions of one dialect. Functions rewritten to FLOOR, EXTRACT and
 * TIMESTAMPDIFF are pushed down like these.
 */
public final class DialectRewriter extends SqlShuttle {
    /** Intervals that change the time of day. */
    public static final Set<SqlTypeName> PARTS_OF_DAY = Sets.immutableEnumSet(
            SqlTypeName.INTERVAL_DAY_HOUR,
            SqlTypeName.INTERVAL_DAY_MINUTE,
            SqlTypeName.INTERVAL_DAY_SECOND,
            SqlTypeName.INTERVAL_HOUR,
            SqlTypeName.INTERVAL_HOUR_MINUTE,
            SqlTypeName.INTERVAL_HOUR_SECOND,
            SqlTypeName.INTERVAL_MINUTE,
            SqlTypeName.INTERVAL_MINUTE_SECOND,
            SqlTypeName.INTERVAL_SECOND);

    private static final Map<String, BiFunction<SqlParserPos, List<SqlNode>, @Nullable SqlNode>> FUNCTIONS =
            Map.ofEntries(
                    Map.entry("NOW", DialectRewriter::now),
                    Map.entry("GETDATE", DialectRewriter::now),
                    Map.entry("SYSDATETIME", DialectRewriter::now),
                    Map.entry("DATE", DialectRewriter::date),
                    Map.entry("DATE_TRUNC", DialectRewriter::dateTrunc),
                    Map.entry("DATEPART", DialectRewriter::datePart),
                    Map.entry("DATE_PART", DialectRewriter::datePart),
                    Map.entry("DATEADD", DialectRewriter::dateAdd),
                    Map.entry("DATEDIFF", DialectRewriter::dateDiff),
                    Map.entry(SqlTextRewriter.POSITION, SqlStdOperatorTable.POSITION::createCall),
                    Map.entry(SqlTextRewriter.DATEDIFF, DialectRewriter::daysBetween),
                    Map.entry(
                            "DATE_ADD",
                            (position, operands) -> plusInterval(SqlStdOperatorTable.PLUS, position, operands)),
                    Map.entry(
                            "DATE_SUB",
                            (position, operands) -> plusInterval(SqlStdOperatorTable.MINUS, position, operands)),
                    Map.entry("DATE_FORMAT", TimeFormats::dateFormat),
                    Map.entry("TO_CHAR", TimeFormats::toChar),
                    Map.entry(
                            "BTRIM",
                            (position, operands) -> LibraryCalls.trim(SqlTrimFunction.Flag.BOTH, position, operands)),
                    Map.entry(
                            "LTRIM",
                            (position, operands) ->
                                    LibraryCalls.trim(SqlTrimFunction.Flag.LEADING, position, operands)),
                    Map.entry(
                            "RTRIM",
                            (position, operands) ->
                                    LibraryCalls.trim(SqlTrimFunction.Flag.TRAILING, position, operands)),
                    Map.entry("REGEXP_REPLACE", LibraryCalls::regexpReplaceWithFlags),
                    Map.entry("EXTRACT", TimeUnitNames::extract),
                    Map.entry("FLOOR", TimeUnitNames::checkUnit),
                    Map.entry("CEIL", TimeUnitNames::checkUnit),
                    Map.entry("CEILING", TimeUnitNames::checkUnit),
                    Map.entry("ISNULL", DialectRewriter::isNull),
                    Map.entry("LEN", DialectRewriter::length),
                    Map.entry("{FN LENGTH}", LibraryCalls::lengthWithoutTrailingSpaces),
                    Map.entry("CHARINDEX", DialectRewriter::position));

    private static final Set<String> NOT_SUPPORTED =
            Set.of("PERCENTILE_CONT", "PERCENTILE_DISC", "MEDIAN", "APPROX_PERCENTILE", "QUANTILE");

    private static final Set<String> TIMES = Set.of(
            "CURRENT_DATE",
            "CURRENT_TIMESTAMP",
            "LOCALTIMESTAMP",
            "SYSDATE",
            "SYSTIMESTAMP",
            "TIMESTAMPADD",
            "{fn CURDATE}");

    /** SQL Server's abbreviations of units. */
    private static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("YY", "YEAR"),
            Map.entry("YYYY", "YEAR"),
            Map.entry("QQ", "QUARTER"),
            Map.entry("Q", "QUARTER"),
            Map.entry("MM", "MONTH"),
            Map.entry("M", "MONTH"),
            Map.entry("WK", "WEEK"),
            Map.entry("WW", "WEEK"),
            Map.entry("DW", "DOW"),
            Map.entry("WEEKDAY", "DOW"),
            Map.entry("DY", "DOY"),
            Map.entry("DAYOFYEAR", "DOY"),
            Map.entry("DD", "DAY"),
            Map.entry("D", "DAY"),
            Map.entry("HH", "HOUR"),
            Map.entry("MI", "MINUTE"),
            Map.entry("N", "MINUTE"),
            Map.entry("SS", "SECOND"));

    /** JDBC's escaped functions that Calcite would resolve to its own functions of the same name. */
    private static final Set<String> ESCAPED_FUNCTIONS =
            Set.of("{FN DAYNAME}", "{FN MONTHNAME}", "{FN ROUND}", "{FN TRUNCATE}");

    private DialectRewriter() {}

    /** The query in Calcite's syntax. */
    public static SqlNode rewrite(SqlNode query) {
        SqlNode rewritten = query.accept(new DialectRewriter());
        return rewritten == null ? query : rewritten;
    }

    /** Removes the character set of {@code N'...'}, {@code U&'...'} and {@code _UTF8'...'}: columns have none. */
    @Override
    public @Nullable SqlNode visit(SqlLiteral literal) {
        if (literal instanceof SqlUnknownLiteral || literal instanceof SqlAbstractDateTimeLiteral) {
            return TimeFractions.inMilliseconds(literal);
        }
        return literal.getValue() instanceof NlsString text && text.getCharsetName() != null
                ? SqlLiteral.createCharString(text.getValue(), literal.getParserPosition())
                : literal;
    }

    @Override
    public @Nullable SqlNode visit(SqlCall call) {
        SqlNode visited = super.visit(call);
        if (!(visited instanceof SqlBasicCall original)) {
            return visited;
        }
        SqlBasicCall basic = OrderedAggregates.withinGroup(original);
        if (basic.getKind() == SqlKind.CAST || basic.getKind() == SqlKind.SAFE_CAST) {
            SqlNode cast = TypeNames.rewrite(basic);
            return cast == null ? basic : cast;
        }
        SqlParserPos position = basic.getParserPosition();
        String name = basic.getOperator().getName().toUpperCase(Locale.ROOT);
        if (NOT_SUPPORTED.contains(name)) {
            throw new DriverException(
                    SqlState.UNDEFINED_FUNCTION,
                    "%s is not supported (line %d, column %d). AVG, MIN, MAX, STDDEV and window functions such as NTILE are."
                            .formatted(name, position.getLineNum(), position.getColumnNum()));
        }
        if (basic.getKind() == SqlKind.MINUS || basic.getKind() == SqlKind.PLUS) {
            return rewriteHours(rewriteDays(basic));
        }
        if (ESCAPED_FUNCTIONS.contains(name)) {
            return LibraryCalls.of(
                    name.substring("{FN ".length(), name.length() - 1), position, basic.getOperandList());
        }
        BiFunction<SqlParserPos, List<SqlNode>, @Nullable SqlNode> function = FUNCTIONS.get(name);
        SqlNode rewritten = function == null ? null : function.apply(position, basic.getOperandList());
        return rewritten == null ? basic : rewritten;
    }

    private static @Nullable SqlNode now(SqlParserPos position, List<SqlNode> operands) {
        return operands.isEmpty() ? SqlStdOperatorTable.CURRENT_TIMESTAMP.createCall(position) : null;
    }

    private static @Nullable SqlNode date(SqlParserPos position, List<SqlNode> operands) {
        return operands.size() == 1 ? SqlCasts.cast(position, operands.get(0), SqlTypeName.DATE) : null;
    }

    private static @Nullable SqlNode dateTrunc(SqlParserPos position, List<SqlNode> operands) {
        String unit = operands.size() == 2 ? text(operands.get(0)) : null;
        return unit == null ? null : floor(position, operands.get(1), unit(unit, position));
    }

    private static @Nullable SqlNode datePart(SqlParserPos position, List<SqlNode> operands) {
        SqlIntervalQualifier unit = operands.size() == 2 ? unit(operands.get(0), position) : null;
        return unit == null ? null : SqlStdOperatorTable.EXTRACT.createCall(position, unit, time(operands.get(1)));
    }

    private static @Nullable SqlNode dateAdd(SqlParserPos position, List<SqlNode> operands) {
        SqlIntervalQualifier unit = operands.size() == 3 ? unit(operands.get(0), position) : null;
        return unit == null
                ? null
                : SqlStdOperatorTable.TIMESTAMP_ADD.createCall(position, unit, operands.get(1), time(operands.get(2)));
    }

    /** With a unit, counts the unit boundaries between two times, as SQL Server does; without, days, as MySQL does. */
    private static @Nullable SqlNode dateDiff(SqlParserPos position, List<SqlNode> operands) {
        if (operands.size() == 2) {
            return difference(position, unit("DAY", position), operands.get(1), columnOfUnit(operands.get(0)));
        }
        SqlIntervalQualifier unit = operands.size() == 3 ? unit(operands.get(0), position) : null;
        return unit == null ? null : difference(position, unit, operands.get(1), operands.get(2));
    }

    /** DATEDIFF without a unit; with a wrong number of operands, a call of an unknown function. */
    private static SqlNode daysBetween(SqlParserPos position, List<SqlNode> operands) {
        return operands.size() == 2
                ? difference(position, unit("DAY", position), operands.get(1), operands.get(0))
                : LibraryCalls.of("DATEDIFF", position, operands);
    }

    /** Converts a unit back to a column: the parser reads any identifier that DATEDIFF begins with as a unit. */
    private static SqlNode columnOfUnit(SqlNode node) {
        return node instanceof SqlIntervalQualifier unit && unit.timeFrameName != null
                ? new SqlIdentifier(unit.timeFrameName, unit.getParserPosition())
                : node;
    }

    private static SqlNode difference(SqlParserPos position, SqlIntervalQualifier unit, SqlNode from, SqlNode to) {
        return SqlStdOperatorTable.TIMESTAMP_DIFF.createCall(
                position, unit, floor(position, time(from), unit), floor(position, time(to), unit));
    }

    /** DATE_ADD or DATE_SUB with an interval, of which Calcite, like BigQuery, drops the time of day. */
    private static @Nullable SqlNode plusInterval(SqlOperator operator, SqlParserPos position, List<SqlNode> operands) {
        return operands.size() == 2
                        && (operands.get(1) instanceof SqlIntervalLiteral
                                || operands.get(1).getKind() == SqlKind.INTERVAL)
                ? operator.createCall(position, time(operands.get(0)), operands.get(1))
                : null;
    }

    private static @Nullable SqlNode isNull(SqlParserPos position, List<SqlNode> operands) {
        return operands.size() == 2 ? SqlStdOperatorTable.COALESCE.createCall(position, operands) : null;
    }

    private static @Nullable SqlNode length(SqlParserPos position, List<SqlNode> operands) {
        return operands.size() == 1 ? SqlStdOperatorTable.CHAR_LENGTH.createCall(position, operands) : null;
    }

    private static @Nullable SqlNode position(SqlParserPos position, List<SqlNode> operands) {
        return operands.size() == 2 ? SqlStdOperatorTable.POSITION.createCall(position, operands) : null;
    }

    /** Rewrites {@code CURRENT_DATE - 7} and the like. */
    private static SqlNode rewriteDays(SqlBasicCall sum) {
        if (sum.operandCount() != 2
                || !(sum.operand(1) instanceof SqlNumericLiteral days)
                || !days.isInteger()
                || !isTime(sum.operand(0))) {
            return sum;
        }
        SqlParserPos position = sum.getParserPosition();
        SqlNode signed = sum.getKind() == SqlKind.PLUS ? days : negated(days, position);
        return SqlStdOperatorTable.TIMESTAMP_ADD.createCall(position, unit("DAY", position), signed, sum.operand(0));
    }

    /** Makes {@code CURRENT_DATE - INTERVAL '12' HOUR} a timestamp; in Calcite it is a date. */
    private static SqlNode rewriteHours(SqlNode sum) {
        if (!(sum instanceof SqlBasicCall call)
                || call.operandCount() != 2
                || !isDate(call.operand(0))
                || !(call.operand(1) instanceof SqlIntervalLiteral interval)
                || !isPartOfDay(interval)) {
            return sum;
        }
        SqlParserPos position = call.getParserPosition();
        return call.getOperator()
                .createCall(position, SqlCasts.cast(position, call.operand(0), SqlTypeName.TIMESTAMP), interval);
    }

    private static boolean isPartOfDay(SqlIntervalLiteral interval) {
        return interval.getValue() instanceof SqlIntervalLiteral.IntervalValue value
                && PARTS_OF_DAY.contains(value.getIntervalQualifier().typeName());
    }

    private static boolean isDate(SqlNode node) {
        return isTime(node)
                && (!(node instanceof SqlIdentifier name) || name.getSimple().equals("CURRENT_DATE"));
    }

    private static SqlNode negated(SqlNumericLiteral number, SqlParserPos position) {
        BigDecimal value = new BigDecimal(number.toValue());
        return SqlLiteral.createExactNumeric(value.negate().toPlainString(), position);
    }

    /** Whether an expression is a date or timestamp by its syntax alone. */
    private static boolean isTime(SqlNode node) {
        if (node instanceof SqlIdentifier name) {
            return name.isSimple() && TIMES.contains(name.getSimple());
        }
        if (node instanceof SqlUnknownLiteral literal) {
            return literal.tag.equalsIgnoreCase("DATE");
        }
        if (node.getKind() == SqlKind.CAST) {
            return isCastTo(node, Set.of("DATE", "TIMESTAMP"));
        }
        return node instanceof SqlCall call && TIMES.contains(call.getOperator().getName());
    }

    private static boolean isCastTo(SqlNode cast, Set<String> types) {
        return ((SqlCall) cast).operand(1) instanceof SqlDataTypeSpec type
                && types.contains(type.getTypeName().getSimple());
    }

    /** Computes ISO weeks from weeks that begin on Sunday: Calcite fails on custom units in its own functions. */
    private static SqlNode floor(SqlParserPos position, SqlNode time, SqlIntervalQualifier unit) {
        if (!"ISOWEEK".equals(unit.timeFrameName)) {
            return SqlStdOperatorTable.FLOOR.createCall(position, time(time), unit);
        }
        SqlNode day =
                SqlLiteral.createInterval(1, "1", new SqlIntervalQualifier(TimeUnit.DAY, null, position), position);
        SqlNode dayBefore = SqlStdOperatorTable.MINUS.createCall(position, time(time), day);
        SqlNode sunday = SqlStdOperatorTable.FLOOR.createCall(
                position, dayBefore, new SqlIntervalQualifier(TimeUnit.WEEK, null, position));
        return SqlStdOperatorTable.PLUS.createCall(position, sunday, day);
    }

    private static SqlNode time(SqlNode node) {
        return text(node) == null ? node : SqlCasts.cast(node.getParserPosition(), node, SqlTypeName.TIMESTAMP);
    }

    private static @Nullable SqlIntervalQualifier unit(SqlNode node, SqlParserPos position) {
        if (node instanceof SqlIntervalQualifier unit) {
            String name = unit.timeFrameName == null ? null : UNITS.get(unit.timeFrameName.toUpperCase(Locale.ROOT));
            return name == null ? unit : new SqlIntervalQualifier(TimeUnit.valueOf(name), null, position);
        }
        String text = text(node);
        return text == null ? null : unit(text, position);
    }

    private static SqlIntervalQualifier unit(String text, SqlParserPos position) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        String singular = name.endsWith("S") ? name.substring(0, name.length() - 1) : name;
        if (singular.equals("WEEK")) {
            // Weeks given as a string begin on Monday.
            return new SqlIntervalQualifier("ISOWEEK", position);
        }
        for (TimeUnit unit : TimeUnit.values()) {
            if (unit.name().equals(singular)) {
                return new SqlIntervalQualifier(unit, null, position);
            }
        }
        throw new DriverException(
                SqlState.INVALID_PARAMETER_VALUE,
                "'%s' is not a unit of time (line %d, column %d). Units are year, quarter, month, week, day, hour, minute, second."
                        .formatted(text, position.getLineNum(), position.getColumnNum()));
    }

    static @Nullable String text(SqlNode node) {
        return node instanceof SqlLiteral literal && SqlTypeName.CHAR_TYPES.contains(literal.getTypeName())
                ? literal.toValue()
                : null;
    }
}
