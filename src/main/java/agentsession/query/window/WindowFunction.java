package agentsession.query.window;

import org.jspecify.annotations.Nullable;

/** A function at work on the rows of a partition, one after the other. */
interface WindowFunction {
    @Nullable
    Object at(int row, FrameCursor frame);
}
