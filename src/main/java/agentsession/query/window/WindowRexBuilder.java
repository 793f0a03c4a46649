package agentsession.query.window;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCallBinding;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Creates nullable window functions if the frame may be empty: Calcite ignores that a row may be excluded from its frame.
 * SUM itself returns NULL, without the CASE that Calcite adds.
 *
 * <p>Calcite: not reported.
 */
public final class WindowRexBuilder extends RexBuilder {
    public WindowRexBuilder(RelDataTypeFactory types) {
        super(types);
    }

    @Override
    public RexNode makeOver(
            SqlParserPos position,
            RelDataType type,
            SqlAggFunction function,
            List<RexNode> arguments,
            List<RexNode> partitionKeys,
            ImmutableList<RexFieldCollation> orderKeys,
            RexWindowBound lower,
            RexWindowBound upper,
            RexWindowExclusion exclusion,
            boolean rows,
            boolean allowPartial,
            boolean nullWhenCountZero,
            boolean distinct,
            boolean ignoreNulls) {
        return super.makeOver(
                position,
                mayBeEmpty(exclusion) ? ofEmptyFrame(function, arguments) : type,
                function,
                arguments,
                partitionKeys,
                orderKeys,
                lower,
                upper,
                exclusion,
                rows,
                allowPartial,
                false,
                distinct,
                ignoreNulls);
    }

    private static boolean mayBeEmpty(RexWindowExclusion exclusion) {
        return exclusion == RexWindowExclusion.EXCLUDE_CURRENT_ROW || exclusion == RexWindowExclusion.EXCLUDE_GROUP;
    }

    private RelDataType ofEmptyFrame(SqlAggFunction function, List<RexNode> arguments) {
        return function.inferReturnType(new RexCallBinding(getTypeFactory(), function, arguments, List.of()) {
            @Override
            public boolean hasEmptyGroup() {
                return true;
            }
        });
    }
}
