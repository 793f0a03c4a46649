package agentsession.query.window;

import org.jspecify.annotations.Nullable;

/** Evaluates a window function for the rows of a partition, in order. */
interface WindowFunction {
    @Nullable
    Object at(int row, FrameCursor frame);
}
