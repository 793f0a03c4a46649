package agentsession.report;

import org.jspecify.annotations.Nullable;

/** The values of the computed operands and tests of a {@link Condition} in one execution of a query. */
public interface TermValues {

    /**
     * The value of operand {@code index}: null, a {@link Number}, a {@link String} or a {@link Boolean}; a time is in
     * milliseconds of local time since 1970-01-01T00:00.
     */
    @Nullable
    Object operand(int index);

    /** Whether test {@code index} is true for a time, in milliseconds of local time since 1970-01-01T00:00. */
    boolean test(int index, long time);
}
