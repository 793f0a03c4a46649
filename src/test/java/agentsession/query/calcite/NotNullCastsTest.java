package agentsession.query.calcite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
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

final class NotNullCastsTest {
    private static final RelDataTypeFactory TYPES = new ReportTypeFactory();
    private static final RexBuilder REX = new RexBuilder(TYPES);
    private static final RelDataType INTEGER = TYPES.createSqlType(SqlTypeName.INTEGER);

    private static final RexNode NULLABLE = REX.makeInputRef(TYPES.createTypeWithNullability(INTEGER, true), 0);
    private static final RexNode NOT_NULL = REX.makeInputRef(INTEGER, 1);
    private static final RexNode DECLARED = REX.makeAbstractCast(INTEGER, NULLABLE, false);
    private static final RexNode ONE = REX.makeExactLiteral(BigDecimal.ONE);

    static Stream<Arguments> moved() {
        return Stream.of(
                arguments(call(SqlStdOperatorTable.EQUALS, DECLARED, ONE), "CAST(=($0, 1)):BOOLEAN NOT NULL"),
                arguments(call(SqlStdOperatorTable.PLUS, DECLARED, DECLARED), "CAST(+($0, $0)):INTEGER NOT NULL"),
                arguments(call(SqlStdOperatorTable.IS_NULL, DECLARED), "IS NULL($0)"),
                arguments(call(SqlStdOperatorTable.IS_DISTINCT_FROM, DECLARED, ONE), "IS DISTINCT FROM($0, 1)"));
    }

    static Stream<RexNode> kept() {
        return Stream.of(
                call(SqlStdOperatorTable.EQUALS, NULLABLE, ONE),
                call(SqlStdOperatorTable.EQUALS, NOT_NULL, ONE),
                call(SqlStdOperatorTable.EQUALS, REX.makeAbstractCast(INTEGER, NOT_NULL, false), ONE),
                call(
                        SqlStdOperatorTable.EQUALS,
                        REX.makeAbstractCast(TYPES.createSqlType(SqlTypeName.BIGINT), NULLABLE, false),
                        ONE),
                DECLARED);
    }

    @ParameterizedTest
    @MethodSource("moved")
    void aCastOfAnOperandIsMovedOut(RexCall call, String expected) {
        RexNode rewritten = new NotNullCasts(REX).rewrite(call);

        assertThat(rewritten).hasToString(expected);
        assertThat(rewritten.getType()).isEqualTo(call.getType());
    }

    @ParameterizedTest
    @MethodSource("kept")
    void anyOtherCallIsNotChanged(RexCall call) {
        assertThat(new NotNullCasts(REX).rewrite(call)).isEqualTo(call);
    }

    private static RexNode call(SqlOperator operator, RexNode... operands) {
        return REX.makeCall(operator, operands);
    }
}
