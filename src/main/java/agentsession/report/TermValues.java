package agentsession.report;

import org.jspecify.annotations.Nullable;

/** What the computed operands and tests of a {@link Condition} amount to in one run of a query. */
public interface TermValues {

    /**
     * The value of operand {@code index}: NULL, a {@link Number}, a {@link String}, a {@link Boolean}, or for times the
     * milliseconds of the wall clock since 1970-01-01T00:00.
     */
    @Nullable
    Object operand(int index);

    /** Whether test {@code index} is true for a time, in milliseconds of the wall clock since 1970-01-01T00:00. */
    boolean test(int index, long time);
}
