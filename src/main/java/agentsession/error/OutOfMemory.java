package agentsession.error;

import com.google.common.base.Throwables;
import java.util.Arrays;

/** Finds an {@link OutOfMemoryError} behind a failure, whatever has wrapped it. */
public final class OutOfMemory {
    private OutOfMemory() {}

    /** Whether the failure, a cause of it or what it suppressed is an {@link OutOfMemoryError}. */
    public static boolean isReasonOf(Throwable failure) {
        return Throwables.getCausalChain(failure).stream()
                .anyMatch(cause -> cause instanceof OutOfMemoryError
                        || Arrays.stream(cause.getSuppressed()).anyMatch(OutOfMemoryError.class::isInstance));
    }

    /** The error of a query that needs more memory than there is. */
    public static DriverException exception(Throwable cause) {
        return new DriverException(
                SqlState.OUT_OF_MEMORY,
                "The query needs more memory than the JVM has. Sorting, grouping and joining keep rows in memory: narrow the"
                        + " query, or raise -Xmx.",
                cause);
    }
}
