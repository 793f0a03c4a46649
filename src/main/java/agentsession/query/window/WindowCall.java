package agentsession.query.window;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;

/**
 * A call of a window function.
 *
 * @param arguments the argument columns of the input
 */
record WindowCall(
        SqlAggFunction function,
        List<Integer> arguments,
        boolean distinct,
        boolean ignoreNulls,
        Sorting sorting,
        Frame frame,
        RelDataType type) {

    /** The PARTITION BY and ORDER BY columns of the input. */
    record Sorting(List<Integer> partition, List<RelFieldCollation> order) {
        @Override
        public String toString() {
            return (partition.isEmpty() ? "" : "PARTITION BY " + partition)
                    + (order.isEmpty() ? "" : " ORDER BY " + order);
        }
    }

    /** The frame of a window. */
    record Frame(boolean rows, RexWindowBound lower, RexWindowBound upper, RexWindowExclusion exclusion) {
        /** For functions that ignore the frame. */
        static final Frame NONE = new Frame(
                false,
                RexWindowBounds.UNBOUNDED_PRECEDING,
                RexWindowBounds.UNBOUNDED_FOLLOWING,
                RexWindowExclusion.EXCLUDE_NO_OTHER);

        @Override
        public String toString() {
            return (rows ? "ROWS" : "RANGE") + " BETWEEN " + lower + " AND " + upper
                    + (exclusion == RexWindowExclusion.EXCLUDE_NO_OTHER ? "" : " " + exclusion);
        }
    }

    @Override
    public String toString() {
        return function.getName()
                + arguments.stream()
                        .map(argument -> "$" + argument)
                        .collect(Collectors.joining(", ", distinct ? "(DISTINCT " : "(", ")"))
                + (ignoreNulls ? " IGNORE NULLS" : "") + " OVER (" + sorting + " " + frame + "): "
                + type.getFullTypeString();
    }
}
