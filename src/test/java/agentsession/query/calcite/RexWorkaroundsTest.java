package agentsession.query.calcite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Columns are named by their number, and a function of the driver by the SQL function that it replaces. */
final class RexWorkaroundsTest {
    private static final RelDataTypeFactory TYPES = new ReportTypeFactory();
    private static final RexBuilder REX = new RexBuilder(TYPES);

    private static final Pattern CHARACTER_SET = Pattern.compile("_UTF-8|( CHARACTER SET \"UTF-8\")");

    private static final RexNode INTEGER = REX.makeInputRef(nullable(SqlTypeName.INTEGER), 0);
    private static final RexNode BIGINT = REX.makeInputRef(nullable(SqlTypeName.BIGINT), 1);
    private static final RexNode DECIMAL = REX.makeInputRef(nullable(SqlTypeName.DECIMAL, 12, 2), 2);
    private static final RexNode DOUBLE = REX.makeInputRef(nullable(SqlTypeName.DOUBLE), 3);
    private static final RexNode STRING = REX.makeInputRef(nullable(SqlTypeName.VARCHAR, 10), 4);
    private static final RexNode DATE = REX.makeInputRef(nullable(SqlTypeName.DATE), 5);
    private static final RexNode TIMESTAMP = REX.makeInputRef(nullable(SqlTypeName.TIMESTAMP, 0), 6);
    private static final RexNode MILLIS = REX.makeInputRef(nullable(SqlTypeName.TIMESTAMP, 3), 7);

    static Stream<Arguments> casts() {
        return Stream.of(
                arguments(cast(DECIMAL, SqlTypeName.INTEGER), "CAST($2)"),
                arguments(cast(DOUBLE, SqlTypeName.BIGINT), "CAST($3)"),
                arguments(cast(DECIMAL, SqlTypeName.VARCHAR), "CAST(TEXT($2, 2)):VARCHAR"),
                arguments(cast(DECIMAL, SqlTypeName.VARCHAR, 5), "CAST(TEXT($2, 2)):VARCHAR(5)"),
                arguments(cast(STRING, SqlTypeName.DATE), "CAST($4)"),
                arguments(cast(STRING, SqlTypeName.TIME, 0), "CAST($4, 0)"),
                arguments(cast(STRING, SqlTypeName.TIMESTAMP, 3), "CAST($4, 3)"),
                arguments(cast(string("2026-1-5"), SqlTypeName.DATE), "2026-01-05"),
                arguments(cast(string("2026-1-5 7:30"), SqlTypeName.TIMESTAMP, 0), "2026-01-05 07:30:00"),
                arguments(cast(STRING, SqlTypeName.VARCHAR, 5), "CAST($4, 5)"),
                arguments(cast(STRING, SqlTypeName.CHAR, 12), "CAST($4, 12)"),
                arguments(cast(MILLIS, SqlTypeName.VARCHAR), "TEXT($7)"),
                arguments(cast(MILLIS, SqlTypeName.VARCHAR, 10), "CAST(TEXT($7), 10)"));
    }

    static Stream<Arguments> arithmetic() {
        return Stream.of(
                arguments(call(SqlStdOperatorTable.PLUS, DOUBLE, DOUBLE), "FINITE(+($3, $3))"),
                arguments(call(SqlStdOperatorTable.MULTIPLY, DOUBLE, DOUBLE), "FINITE(*($3, $3))"),
                arguments(call(SqlStdOperatorTable.DIVIDE, DECIMAL, DECIMAL), "/($2, $2)"),
                arguments(call(SqlStdOperatorTable.ABS, INTEGER), "ABS($0)"),
                arguments(call(SqlStdOperatorTable.SQRT, DOUBLE), "FINITE(SQRT($3))"),
                arguments(call(SqlStdOperatorTable.LN, INTEGER), "LN(POSITIVE(CAST($0):DOUBLE))"),
                arguments(call(SqlStdOperatorTable.ROUND, INTEGER), "ROUND($0, 0)"),
                arguments(call(SqlStdOperatorTable.ROUND, DECIMAL, number(1)), "ROUND($2, 1, 2)"),
                arguments(call(SqlStdOperatorTable.TRUNCATE, BIGINT, number(-1)), "TRUNCATE($1, -1)"));
    }

    static Stream<Arguments> strings() {
        return Stream.of(
                arguments(call(SqlStdOperatorTable.CHAR_LENGTH, STRING), "CHAR_LENGTH($4)"),
                arguments(call(SqlStdOperatorTable.SUBSTRING, STRING, BIGINT), "SUBSTRING($4, CAST($1):INTEGER)"),
                arguments(
                        call(SqlStdOperatorTable.TRIM, REX.makeFlag(SqlTrimFunction.Flag.LEADING), string(" "), STRING),
                        "LTRIM(' ', $4)"),
                arguments(call(SqlLibraryOperators.REGEXP_LIKE, STRING, string("a")), "REGEXP_LIKE($4, 'a')"),
                arguments(
                        call(SqlLibraryOperators.REGEXP_REPLACE_PG_3, STRING, string("a"), string("b")),
                        "REGEXP_REPLACE($4, 'a', 'b')"));
    }

    static Stream<Arguments> times() {
        return Stream.of(
                arguments(
                        REX.makeCall(
                                interval(TimeUnit.MONTH).getType(),
                                SqlStdOperatorTable.MINUS_DATE,
                                List.of(TIMESTAMP, TIMESTAMP)),
                        "-($6, $6)"),
                arguments(
                        REX.makeCall(
                                interval(TimeUnit.DAY).getType(),
                                SqlStdOperatorTable.MINUS_DATE,
                                List.of(DATE, TIMESTAMP)),
                        "-(CAST($5):TIMESTAMP(0), $6)"),
                arguments(call(SqlStdOperatorTable.FLOOR, DATE, REX.makeFlag(TimeUnitRange.HOUR)), "$5"));
    }

    static Stream<RexNode> unchanged() {
        return Stream.of(
                cast(INTEGER, SqlTypeName.BIGINT),
                cast(INTEGER, SqlTypeName.VARCHAR),
                cast(STRING, SqlTypeName.INTEGER),
                cast(STRING, SqlTypeName.VARCHAR),
                cast(STRING, SqlTypeName.VARCHAR, 10),
                cast(TIMESTAMP, SqlTypeName.VARCHAR),
                cast(TIMESTAMP, SqlTypeName.DATE),
                call(SqlStdOperatorTable.PLUS, DECIMAL, DECIMAL),
                call(SqlStdOperatorTable.MULTIPLY, DECIMAL, INTEGER),
                call(SqlStdOperatorTable.ABS, DECIMAL),
                call(SqlStdOperatorTable.EQUALS, INTEGER, INTEGER),
                call(SqlStdOperatorTable.FLOOR, DATE, REX.makeFlag(TimeUnitRange.MONTH)),
                call(SqlStdOperatorTable.FLOOR, TIMESTAMP, REX.makeFlag(TimeUnitRange.HOUR)),
                call(SqlStdOperatorTable.DATETIME_PLUS, DATE, interval(TimeUnit.DAY)),
                call(SqlStdOperatorTable.DATETIME_PLUS, TIMESTAMP, interval(TimeUnit.HOUR)));
    }

    static Stream<Arguments> checked() {
        return Stream.of(
                arguments(call(SqlStdOperatorTable.PLUS, INTEGER, INTEGER), SqlStdOperatorTable.CHECKED_PLUS),
                arguments(call(SqlStdOperatorTable.MINUS, BIGINT, INTEGER), SqlStdOperatorTable.CHECKED_MINUS),
                arguments(call(SqlStdOperatorTable.MULTIPLY, BIGINT, BIGINT), SqlStdOperatorTable.CHECKED_MULTIPLY),
                arguments(call(SqlStdOperatorTable.DIVIDE, INTEGER, INTEGER), SqlStdOperatorTable.CHECKED_DIVIDE),
                arguments(call(SqlStdOperatorTable.UNARY_MINUS, INTEGER), SqlStdOperatorTable.CHECKED_UNARY_MINUS));
    }

    @ParameterizedTest
    @MethodSource({"casts", "arithmetic", "strings", "times"})
    void aCallIsReplaced(RexCall call, String expected) {
        RexNode rewritten = rewritten(call);

        assertThat(rewritten).isNotEqualTo(call);
        assertThat(CHARACTER_SET.matcher(rewritten.toString()).replaceAll("")).isEqualTo(expected);
        assertThat(SqlTypeUtil.equalSansNullability(TYPES, rewritten.getType(), call.getType()))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("checked")
    void integerArithmeticIsChecked(RexCall call, SqlOperator operator) {
        assertThat(rewritten(call)).isEqualTo(REX.makeCall(call.getType(), operator, call.operands));
    }

    @ParameterizedTest
    @MethodSource("unchanged")
    void anyOtherCallIsNotChanged(RexCall call) {
        assertThat(rewritten(call)).isEqualTo(call);
    }

    @Test
    void aDateHasNoHours() {
        RexCall sum = (RexCall)
                REX.makeCall(DATE.getType(), SqlStdOperatorTable.DATETIME_PLUS, List.of(DATE, interval(TimeUnit.HOUR)));

        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> rewritten(sum))
                .satisfies(e -> assertThat(e.state()).isEqualTo(SqlState.DATATYPE_MISMATCH));
    }

    private static RexNode rewritten(RexCall call) {
        return new RexWorkarounds(REX).rewrite(call);
    }

    private static RexNode call(SqlOperator operator, RexNode... operands) {
        return REX.makeCall(operator, operands);
    }

    private static RelDataType nullable(SqlTypeName type, int... digits) {
        return TYPES.createTypeWithNullability(
                switch (digits.length) {
                    case 0 -> TYPES.createSqlType(type);
                    case 1 -> TYPES.createSqlType(type, digits[0]);
                    default -> TYPES.createSqlType(type, digits[0], digits[1]);
                },
                true);
    }

    private static RexNode cast(RexNode node, SqlTypeName type, int... digits) {
        return REX.makeAbstractCast(nullable(type, digits), node, false);
    }

    private static RexNode number(int value) {
        return REX.makeExactLiteral(BigDecimal.valueOf(value));
    }

    private static RexNode string(String value) {
        return REX.makeLiteral(value);
    }

    private static RexNode interval(TimeUnit unit) {
        return REX.makeIntervalLiteral(unit.multiplier, new SqlIntervalQualifier(unit, null, SqlParserPos.ZERO));
    }
}
