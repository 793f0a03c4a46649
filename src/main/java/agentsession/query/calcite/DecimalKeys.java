package agentsession.query.calcite;

import agentsession.query.function.NumberFunctions;
import agentsession.query.function.StrictFunction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Sets the scale of decimals that are keys of groups, joins and set operations to that of their type. A quotient or a
 * converted integer may have another scale, and Calcite hashes 1.0 and 1.00 differently.
 *
 * <p>Calcite: not reported.
 */
public final class DecimalKeys extends RelHomogeneousShuttle {
    private static final StrictFunction CANONICAL =
            StrictFunction.of("CANONICAL", NumberFunctions.class, "canonical", BigDecimal.class, int.class);

    private final RexBuilder rexBuilder;
    private final CastCalls casts;

    public DecimalKeys(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
        this.casts = new CastCalls(rexBuilder);
    }

    @Override
    public RelNode visit(RelNode other) {
        RelNode visited = super.visit(other);
        if (visited instanceof Aggregate aggregate) {
            return aggregate.copy(
                    aggregate.getTraitSet(), List.of(canonical(aggregate.getInput(), hashedColumns(aggregate))));
        }
        if (visited instanceof Join join) {
            JoinInfo keys = join.analyzeCondition();
            return join.copy(
                    join.getTraitSet(),
                    List.of(canonical(join.getLeft(), keys.leftSet()), canonical(join.getRight(), keys.rightSet())));
        }
        if (visited instanceof SetOp setOperation && !(visited instanceof Union union && union.all)) {
            ImmutableBitSet all = ImmutableBitSet.range(visited.getRowType().getFieldCount());
            return setOperation.copy(
                    setOperation.getTraitSet(),
                    setOperation.getInputs().stream()
                            .map(input -> canonical(input, all))
                            .toList());
        }
        return visited;
    }

    private static ImmutableBitSet hashedColumns(Aggregate aggregate) {
        ImmutableBitSet columns = aggregate.getGroupSet();
        for (AggregateCall call : aggregate.getAggCallList()) {
            if (call.isDistinct()) {
                columns = columns.union(ImmutableBitSet.of(call.getArgList()));
            }
        }
        return columns;
    }

    private RelNode canonical(RelNode input, ImmutableBitSet columns) {
        List<RexNode> fields = new ArrayList<>();
        boolean changed = false;
        for (RelDataTypeField field : input.getRowType().getFieldList()) {
            RexNode value = rexBuilder.makeInputRef(input, field.getIndex());
            RelDataType type = field.getType();
            if (columns.get(field.getIndex()) && type.getSqlTypeName() == SqlTypeName.DECIMAL) {
                value = rexBuilder.makeCall(type, CANONICAL, List.of(value, casts.integer(type.getScale())));
                changed = true;
            }
            fields.add(value);
        }
        return changed ? LogicalProject.create(input, List.of(), fields, input.getRowType(), Set.of()) : input;
    }
}
