package agentsession.adapter;

import agentsession.report.ReportColumn;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;

/** Builds expressions on the columns of the report. */
final class ReportExpressions {
    private static final RelDataTypeFactory TYPES = new JavaTypeFactoryImpl();

    static final RexBuilder REX = new RexBuilder(TYPES);

    static final RexNode AGENT = column(ReportColumn.AGENT_ID);
    static final RexNode TEAM = column(ReportColumn.TEAM);
    static final RexNode LOGIN = column(ReportColumn.LOGIN_DTS);
    static final RexNode LOGOUT = column(ReportColumn.LOGOUT_DTS);

    private ReportExpressions() {}

    static RexNode column(ReportColumn column) {
        return REX.makeInputRef(
                AgentSessionTable.rowType(TYPES, ReportColumn.ALL)
                        .getFieldList()
                        .get(column.index())
                        .getType(),
                column.index());
    }

    static RexNode call(SqlOperator operator, RexNode... operands) {
        return REX.makeCall(operator, operands);
    }

    static RexNode and(RexNode... operands) {
        return call(SqlStdOperatorTable.AND, operands);
    }

    static RexNode or(RexNode... operands) {
        return call(SqlStdOperatorTable.OR, operands);
    }

    static RexNode not(RexNode operand) {
        return call(SqlStdOperatorTable.NOT, operand);
    }

    static RexNode choice(RexNode... operands) {
        return call(SqlStdOperatorTable.CASE, operands);
    }

    static RexNode equal(RexNode left, RexNode right) {
        return call(SqlStdOperatorTable.EQUALS, left, right);
    }

    static RexNode number(int value) {
        return REX.makeExactLiteral(BigDecimal.valueOf(value));
    }

    static RexNode string(String value) {
        return REX.makeLiteral(value);
    }

    static RexNode timestamp(String value) {
        return REX.makeTimestampLiteral(new TimestampString(value), 0);
    }

    static RexNode date(String value) {
        return REX.makeDateLiteral(new DateString(value));
    }

    static RexNode interval(int value, TimeUnit unit) {
        return REX.makeIntervalLiteral(unit.multiplier.multiply(BigDecimal.valueOf(value)), qualifier(unit));
    }

    static RexNode parameter(SqlTypeName type) {
        return REX.makeDynamicParam(TYPES.createTypeWithNullability(TYPES.createSqlType(type), true), 0);
    }

    static RexNode floor(RexNode time, TimeUnitRange unit) {
        return call(SqlStdOperatorTable.FLOOR, time, REX.makeFlag(unit));
    }

    static RexNode extract(TimeUnitRange unit, RexNode time) {
        return call(SqlStdOperatorTable.EXTRACT, REX.makeFlag(unit), time);
    }

    static RexNode plus(RexNode time, RexNode interval) {
        return call(SqlStdOperatorTable.DATETIME_PLUS, time, interval);
    }

    /** Subtracts a time from another, in this unit. */
    static RexNode minus(RexNode left, RexNode right, TimeUnit unit) {
        boolean nullable = Arrays.asList(left, right).stream()
                .anyMatch(time -> time.getType().isNullable());
        return REX.makeCall(
                TYPES.createTypeWithNullability(TYPES.createSqlIntervalType(qualifier(unit)), nullable),
                SqlStdOperatorTable.MINUS_DATE,
                List.of(left, right));
    }

    static RexNode cast(RexNode node, SqlTypeName type) {
        return REX.makeAbstractCast(
                TYPES.createTypeWithNullability(
                        TYPES.createSqlType(type), node.getType().isNullable()),
                node,
                false);
    }

    static RexNode cast(RexNode node, SqlTypeName type, int precision) {
        return REX.makeAbstractCast(
                TYPES.createTypeWithNullability(
                        TYPES.createSqlType(type, precision), node.getType().isNullable()),
                node,
                false);
    }

    private static SqlIntervalQualifier qualifier(TimeUnit unit) {
        return new SqlIntervalQualifier(unit, null, SqlParserPos.ZERO);
    }
}
