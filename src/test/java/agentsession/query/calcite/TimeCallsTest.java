package agentsession.query.calcite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TimeCallsTest {
    private static final RelDataTypeFactory TYPES = new ReportTypeFactory();
    private static final RexBuilder REX = new RexBuilder(TYPES);

    private static final RexNode TIMESTAMP = column(0, SqlTypeName.TIMESTAMP);
    private static final RexNode DATE = column(1, SqlTypeName.DATE);
    private static final RexNode TIME = column(2, SqlTypeName.TIME);
    private static final RexNode DOUBLE = column(3, SqlTypeName.DOUBLE);

    static Stream<Arguments> replaced() {
        return Stream.of(
                arguments(extract(TimeUnitRange.YEAR, TIMESTAMP), "EXTRACT('YEAR', $0)"),
                arguments(extract(TimeUnitRange.DOW, DATE), "EXTRACT('DOW', $1)"),
                arguments(extract(TimeUnitRange.HOUR, TIME), "EXTRACT('HOUR', $2)"),
                arguments(rounded(SqlStdOperatorTable.FLOOR, TIMESTAMP, TimeUnitRange.DAY), "FLOOR('DAY', $0)"),
                arguments(rounded(SqlStdOperatorTable.CEIL, DATE, TimeUnitRange.MONTH), "CEIL('MONTH', $1)"));
    }

    static Stream<RexNode> kept() {
        return Stream.of(
                REX.makeCall(SqlStdOperatorTable.FLOOR, DOUBLE),
                REX.makeCall(SqlStdOperatorTable.CEIL, DOUBLE),
                rounded(SqlStdOperatorTable.FLOOR, TIME, TimeUnitRange.HOUR),
                REX.makeCall(SqlStdOperatorTable.EQUALS, DATE, DATE));
    }

    @ParameterizedTest
    @MethodSource("replaced")
    void theUnitBecomesAString(RexCall call, String expected) {
        RexNode rewritten = new TimeCalls(REX).rewrite(call);

        assertThat(rewritten.toString().replace("_UTF-8", "")).isEqualTo(expected);
        assertThat(rewritten.getType()).isEqualTo(call.getType());
    }

    @ParameterizedTest
    @MethodSource("kept")
    void anyOtherCallIsNotChanged(RexCall call) {
        assertThat(new TimeCalls(REX).rewrite(call)).isEqualTo(call);
    }

    private static RexNode column(int index, SqlTypeName type) {
        return REX.makeInputRef(TYPES.createTypeWithNullability(TYPES.createSqlType(type), true), index);
    }

    private static RexNode extract(TimeUnitRange unit, RexNode time) {
        return REX.makeCall(SqlStdOperatorTable.EXTRACT, REX.makeFlag(unit), time);
    }

    private static RexNode rounded(SqlOperator operator, RexNode time, TimeUnitRange unit) {
        return REX.makeCall(operator, time, REX.makeFlag(unit));
    }
}
