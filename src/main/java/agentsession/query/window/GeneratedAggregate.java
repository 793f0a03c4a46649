package agentsession.query.window;

import org.jspecify.annotations.Nullable;

/** The code that Calcite generates for an aggregate function; public for generated code. */
public abstract class GeneratedAggregate {
    /** Removes all rows. */
    public abstract void reset();

    /** Adds a row. */
    public abstract void add(@Nullable Object[] row);

    /** The aggregate of the rows added since the last {@link #reset}. */
    public abstract @Nullable Object result();
}
