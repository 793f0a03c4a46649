package agentsession.query.window;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.query.window.WindowCall.Frame;
import agentsession.query.window.WindowCall.Sorting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * Extracts the window functions of a projection: a projection below computes their arguments and the other columns in use,
 * one above the expressions that contain them. Outer ones of nested window functions are extracted by the next rule call.
 */
final class WindowExtraction {
    private final Project project;
    private final RelBuilder relBuilder;
    private final RexBuilder rexBuilder;
    private final Map<RexNode, Integer> below = new LinkedHashMap<>();
    private final Map<RexOver, Integer> windows = new LinkedHashMap<>();

    WindowExtraction(Project project, RelBuilder relBuilder) {
        this.project = project;
        this.relBuilder = relBuilder;
        this.rexBuilder = project.getCluster().getRexBuilder();
    }

    RelNode result() {
        new InnermostCollector().visitList(project.getProjects());
        List<WindowCall> calls = windows.keySet().stream().map(this::call).toList();
        new ColumnCollector().visitList(project.getProjects());
        if (below.isEmpty()) {
            below(rexBuilder.makeExactLiteral(BigDecimal.ZERO));
        }
        relBuilder.push(project.getInput()).project(List.copyOf(below.keySet()));
        WindowRel window = new WindowRel(
                project.getCluster(), project.getCluster().traitSetOf(Convention.NONE), relBuilder.build(), calls);
        return relBuilder
                .push(window)
                .project(
                        new Replacement().visitList(project.getProjects()),
                        project.getRowType().getFieldNames(),
                        true)
                .build();
    }

    private WindowCall call(RexOver over) {
        RexWindow window = over.getWindow();
        return new WindowCall(
                over.getAggOperator(),
                arguments(over),
                isDistinct(over),
                over.ignoreNulls(),
                new Sorting(
                        window.partitionKeys.stream()
                                .filter(key -> !RexUtil.isLiteral(key, true))
                                .map(this::below)
                                .toList(),
                        window.orderKeys.stream().map(this::order).toList()),
                frame(over),
                over.getType());
    }

    private RelFieldCollation order(RexFieldCollation key) {
        return new RelFieldCollation(below(key.left), key.getDirection(), key.getNullDirection());
    }

    /** Casts the value and the default of LAG and LEAD to their result type. */
    private List<Integer> arguments(RexOver over) {
        boolean isLeadLag = over.getKind() == SqlKind.LAG || over.getKind() == SqlKind.LEAD;
        List<Integer> arguments = new ArrayList<>();
        for (int i = 0; i < over.operands.size(); i++) {
            RexNode argument = over.operands.get(i);
            arguments.add(below(isLeadLag && i != 1 ? ofType(over.getType(), argument) : argument));
        }
        return arguments;
    }

    private RexNode ofType(RelDataType type, RexNode value) {
        return value.getType().getSqlTypeName() == type.getSqlTypeName()
                ? value
                : rexBuilder.makeCast(
                        rexBuilder
                                .getTypeFactory()
                                .createTypeWithNullability(type, value.getType().isNullable()),
                        value);
    }

    private static boolean isDistinct(RexOver over) {
        return switch (over.getKind()) {
            case MIN, MAX -> false;
            default -> over.isDistinct() || over.getAggOperator().equals(SqlStdOperatorTable.APPROX_COUNT_DISTINCT);
        };
    }

    private static Frame frame(RexOver over) {
        return switch (over.getKind()) {
            case ROW_NUMBER, RANK, DENSE_RANK, PERCENT_RANK, CUME_DIST, NTILE, LAG, LEAD -> Frame.NONE;
            default -> {
                RexWindow window = over.getWindow();
                yield new Frame(
                        window.isRows(),
                        fixed(window.getLowerBound()),
                        fixed(window.getUpperBound()),
                        window.getExclude());
            }
        };
    }

    private static RexWindowBound fixed(RexWindowBound bound) {
        RexNode offset = bound.getOffset();
        if (offset != null && !RexUtil.isConstant(offset)) {
            throw new DriverException(
                    SqlState.SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION,
                    "The offset of a window frame must be the same for all rows: a number, an interval or a ?, not a"
                            + " column.");
        }
        return bound;
    }

    private int below(RexNode expression) {
        return below.computeIfAbsent(expression, added -> below.size());
    }

    /** Collects window functions that contain no others. */
    private final class InnermostCollector extends RexShuttle {
        @Override
        public RexNode visitOver(RexOver over) {
            super.visitOver(over);
            if (!isNested(over)) {
                windows.putIfAbsent(over, windows.size());
            }
            return over;
        }
    }

    /** Collects the columns that are used outside of window functions. */
    private final class ColumnCollector extends RexShuttle {
        @Override
        public RexNode visitOver(RexOver over) {
            return windows.containsKey(over) ? over : super.visitOver(over);
        }

        @Override
        public RexNode visitInputRef(RexInputRef ref) {
            below(ref);
            return ref;
        }
    }

    /** Replaces the window functions by references to their results. */
    private final class Replacement extends RexShuttle {
        @Override
        public RexNode visitOver(RexOver over) {
            Integer window = windows.get(over);
            return window == null ? super.visitOver(over) : new RexInputRef(below.size() + window, over.getType());
        }

        @Override
        public RexNode visitInputRef(RexInputRef ref) {
            return new RexInputRef(below(ref), ref.getType());
        }
    }

    private static boolean isNested(RexOver over) {
        RexWindow window = over.getWindow();
        return RexOver.containsOver(over.operands, null)
                || RexOver.containsOver(window.partitionKeys, null)
                || window.orderKeys.stream().anyMatch(key -> RexOver.containsOver(key.left));
    }
}
