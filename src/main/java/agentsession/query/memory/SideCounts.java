package agentsession.query.memory;

import java.util.Collections;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;

/** How often a row stands on the left and on the right side of INTERSECT or EXCEPT. */
final class SideCounts<T> {
    private @Nullable T row;
    private int left;
    private int right;

    SideCounts<T> add(@Nullable T equalRow, boolean onLeft) {
        row = equalRow;
        left += onLeft ? 1 : 0;
        right += onLeft ? 0 : 1;
        return this;
    }

    /** @param result how often the row is returned, by the two numbers */
    List<@Nullable T> rows(IntBinaryOperator result) {
        return Collections.nCopies(result.applyAsInt(left, right), row);
    }
}
