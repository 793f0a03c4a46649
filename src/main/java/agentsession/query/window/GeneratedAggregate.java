package agentsession.query.window;

import org.jspecify.annotations.Nullable;

/** The code that Calcite makes for an aggregate function; public for the code that extends it. */
public abstract class GeneratedAggregate {
    /** Forgets all rows. */
    public abstract void reset();

    /** Takes a row in. */
    public abstract void add(@Nullable Object[] row);

    /** The aggregate of the rows taken in since the last {@link #reset}. */
    public abstract @Nullable Object result();
}
