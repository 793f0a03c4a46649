package agentsession.query.calcite;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Simplifies {@code (NOT -x = -x) IS NULL}, where x may be NULL by its type and is not once it is simplified. A class of
 * its own, so that a class loader can run it with assertions.
 */
public final class NullTestOfSimplifiedCall implements Callable<String> {
    private final RelDataTypeFactory types = new SqlTypeFactoryImpl(RelDataTypeSystem.DEFAULT);
    private final RexBuilder rexBuilder = new RexBuilder(types);

    @Override
    public String call() {
        RelDataType integer = types.createSqlType(SqlTypeName.INTEGER);
        RelDataType nullable = types.createTypeWithNullability(integer, true);
        RexNode x = rexBuilder.makeCall(
                nullable,
                SqlStdOperatorTable.CASE,
                List.of(
                        rexBuilder.makeLiteral(true),
                        rexBuilder.makeInputRef(integer, 0),
                        rexBuilder.makeInputRef(nullable, 1)));
        RexNode minus = rexBuilder.makeCall(nullable, SqlStdOperatorTable.UNARY_MINUS, List.of(x));
        RexNode equal = rexBuilder.makeCall(SqlStdOperatorTable.EQUALS, minus, minus);
        RexNode test =
                rexBuilder.makeCall(SqlStdOperatorTable.IS_NULL, rexBuilder.makeCall(SqlStdOperatorTable.NOT, equal));
        return new RexSimplify(rexBuilder, RelOptPredicateList.EMPTY, RexUtil.EXECUTOR)
                .simplify(test)
                .toString();
    }
}
