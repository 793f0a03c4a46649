package agentsession.query.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

final class LiteralFoldingTest {
    private static final RelDataTypeFactory TYPES = new JavaTypeFactoryImpl();
    private static final RexBuilder REX = new RexBuilder(TYPES);
    private static final RelDataType BOOLEAN = nullable(SqlTypeName.BOOLEAN);

    private static final RexNode TRUE = REX.makeLiteral(true);
    private static final RexNode FALSE = REX.makeLiteral(false);
    private static final RexNode NULL = REX.makeNullLiteral(BOOLEAN);

    private static final RexNode A = REX.makeInputRef(BOOLEAN, 0);
    private static final RexNode B = REX.makeInputRef(BOOLEAN, 1);
    private static final RexNode X = REX.makeInputRef(nullable(SqlTypeName.INTEGER), 2);
    private static final RexNode NO_NUMBER = REX.makeNullLiteral(nullable(SqlTypeName.INTEGER));

    static Stream<Arguments> logic() {
        return Stream.of(
                arguments(and(A, TRUE), A),
                arguments(and(A, FALSE), FALSE),
                arguments(and(A, B, TRUE), and(A, B)),
                arguments(and(TRUE, TRUE), TRUE),
                arguments(and(NULL, FALSE), FALSE),
                arguments(and(NULL, TRUE), NULL),
                arguments(or(A, FALSE), A),
                arguments(or(A, TRUE), TRUE),
                arguments(or(A, B, FALSE), or(A, B)),
                arguments(or(FALSE, FALSE), FALSE),
                arguments(or(NULL, TRUE), TRUE),
                arguments(or(NULL, FALSE), NULL),
                arguments(and(A, or(FALSE, TRUE)), A),
                arguments(call(SqlStdOperatorTable.NOT, TRUE), FALSE),
                arguments(call(SqlStdOperatorTable.NOT, FALSE), TRUE),
                arguments(call(SqlStdOperatorTable.NOT, NULL), NULL));
    }

    static Stream<Arguments> tests() {
        return Stream.of(
                arguments(call(SqlStdOperatorTable.IS_TRUE, TRUE), TRUE),
                arguments(call(SqlStdOperatorTable.IS_TRUE, NULL), FALSE),
                arguments(call(SqlStdOperatorTable.IS_NOT_TRUE, FALSE), TRUE),
                arguments(call(SqlStdOperatorTable.IS_NOT_TRUE, TRUE), FALSE),
                arguments(call(SqlStdOperatorTable.IS_FALSE, FALSE), TRUE),
                arguments(call(SqlStdOperatorTable.IS_FALSE, TRUE), FALSE),
                arguments(call(SqlStdOperatorTable.IS_NOT_FALSE, NULL), TRUE),
                arguments(call(SqlStdOperatorTable.IS_NOT_FALSE, FALSE), FALSE),
                arguments(call(SqlStdOperatorTable.IS_NULL, NULL), TRUE),
                arguments(call(SqlStdOperatorTable.IS_NULL, TRUE), FALSE),
                arguments(call(SqlStdOperatorTable.IS_NOT_NULL, NULL), FALSE),
                arguments(call(SqlStdOperatorTable.IS_NOT_NULL, number(1)), TRUE),
                arguments(call(SqlStdOperatorTable.EQUALS, number(1), number(2)), FALSE),
                arguments(call(SqlStdOperatorTable.LESS_THAN, number(1), number(2)), TRUE),
                arguments(call(SqlStdOperatorTable.EQUALS, X, NO_NUMBER), NULL),
                arguments(call(SqlStdOperatorTable.PLUS, X, NO_NUMBER), NO_NUMBER));
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                arguments(choice(TRUE, A, B), A),
                arguments(choice(FALSE, A, B), B),
                arguments(choice(NULL, A, B), B),
                arguments(choice(A, A, TRUE, B, NULL), choice(A, A, B)),
                arguments(choice(A, A, FALSE, A, B), choice(A, A, B)));
    }

    /** Not even what is equivalent by itself, such as a double negation. */
    static final List<RexNode> UNCHANGED = List.of(
            A,
            and(A, B),
            or(A, A),
            and(A, NULL),
            or(A, NULL),
            choice(A, B, TRUE),
            choice(A, TRUE, TRUE),
            call(SqlStdOperatorTable.NOT, call(SqlStdOperatorTable.NOT, A)),
            call(SqlStdOperatorTable.IS_TRUE, A),
            call(SqlStdOperatorTable.IS_NOT_NULL, X),
            call(SqlStdOperatorTable.EQUALS, X, X),
            call(SqlStdOperatorTable.EQUALS, X, number(1)),
            call(SqlStdOperatorTable.PLUS, number(1), number(2)),
            call(SqlStdOperatorTable.DIVIDE, number(1), number(0)));

    static Stream<Arguments> conditions() {
        RexNode aTest = call(SqlStdOperatorTable.IS_TRUE, A);
        return Stream.of(
                arguments(NULL, FALSE),
                arguments(and(A, NULL), FALSE),
                arguments(and(A, and(B, NULL)), FALSE),
                arguments(or(A, NULL), or(A, NULL)),
                arguments(and(A, and(B, aTest)), and(A, B, aTest)),
                arguments(REX.makeAbstractCast(TYPES.createSqlType(SqlTypeName.BOOLEAN), A, false), A),
                arguments(A, A));
    }

    @ParameterizedTest
    @MethodSource({"logic", "tests", "cases"})
    void literalsAreFolded(RexNode expression, RexNode folded) {
        assertThat(expression.accept(new LiteralFolding(REX))).isEqualTo(folded);
    }

    @ParameterizedTest
    @FieldSource("UNCHANGED")
    void nothingElseIsChanged(RexNode expression) {
        assertThat(expression.accept(new LiteralFolding(REX))).isEqualTo(expression);
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void aConditionIsFlatAndNullIsFalse(RexNode condition, RexNode folded) {
        assertThat(new LiteralFolding(REX).condition(condition)).isEqualTo(folded);
    }

    private static RelDataType nullable(SqlTypeName type) {
        return TYPES.createTypeWithNullability(TYPES.createSqlType(type), true);
    }

    private static RexNode number(int value) {
        return REX.makeExactLiteral(BigDecimal.valueOf(value));
    }

    private static RexNode and(RexNode... operands) {
        return call(SqlStdOperatorTable.AND, operands);
    }

    private static RexNode or(RexNode... operands) {
        return call(SqlStdOperatorTable.OR, operands);
    }

    private static RexNode choice(RexNode... operands) {
        return call(SqlStdOperatorTable.CASE, operands);
    }

    private static RexNode call(SqlOperator operator, RexNode... operands) {
        return REX.makeCall(operator, operands);
    }
}
