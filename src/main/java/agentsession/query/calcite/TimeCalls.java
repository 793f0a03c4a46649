package agentsession.query.calcite;

import agentsession.query.function.StrictFunction;
import agentsession.query.function.TimeFunctions;
import agentsession.query.tree.PlanRewriter;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Replaces EXTRACT, and FLOOR and CEIL of times, by functions whose unit is a string. The code that Calcite generates
 * for its own fails if one in a CASE shares its unit with another. Runs after push-down, which needs Calcite's calls.
 *
 * <p>Calcite: not reported.
 */
public final class TimeCalls implements PlanRewriter.CallRewriter {
    private static final StrictFunction PART = part("part", long.class);
    private static final StrictFunction PART_OF_DATE = part("partOfDate", int.class);
    private static final StrictFunction PART_OF_TIME = part("partOfTime", int.class);

    private final RexBuilder rexBuilder;

    public TimeCalls(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    @Override
    public RexNode rewrite(RexCall call) {
        return switch (call.getKind()) {
            case EXTRACT -> call.operands.size() == 2 ? extract(call) : call;
            case FLOOR -> call.operands.size() == 2 ? round(call, "floor") : call;
            case CEIL -> call.operands.size() == 2 ? round(call, "ceiling") : call;
            default -> call;
        };
    }

    private RexNode extract(RexCall call) {
        RexNode time = call.operands.get(1);
        StrictFunction function =
                switch (time.getType().getSqlTypeName()) {
                    case TIMESTAMP -> PART;
                    case DATE -> PART_OF_DATE;
                    case TIME -> PART_OF_TIME;
                    default -> null;
                };
        return callOf(call, function, call.operands.get(0), time);
    }

    private RexNode round(RexCall call, String method) {
        SqlTypeName type = call.getType().getSqlTypeName();
        Class<?> time = type == SqlTypeName.TIMESTAMP ? long.class : int.class;
        StrictFunction function = type == SqlTypeName.TIMESTAMP || type == SqlTypeName.DATE
                ? StrictFunction.of(call.getOperator().getName(), TimeFunctions.class, method, String.class, time)
                : null;
        return callOf(call, function, call.operands.get(1), call.operands.get(0));
    }

    private RexNode callOf(RexCall call, @Nullable StrictFunction function, RexNode flag, RexNode time) {
        TimeUnitRange unit = flag instanceof RexLiteral literal ? literal.getValueAs(TimeUnitRange.class) : null;
        return function == null || unit == null
                ? call
                : rexBuilder.makeCall(call.getType(), function, List.of(rexBuilder.makeLiteral(unit.name()), time));
    }

    private static StrictFunction part(String method, Class<?> time) {
        return StrictFunction.of("EXTRACT", TimeFunctions.class, method, String.class, time);
    }
}
