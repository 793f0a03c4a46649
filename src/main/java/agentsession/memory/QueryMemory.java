package agentsession.memory;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/**
 * The memory and the temporary files of one execution of a query. Not thread-safe, except for {@link #close}.
 *
 * <p>Its operators have a {@link HeldMemory} each.
 */
public final class QueryMemory implements AutoCloseable {
    private final MemoryLimit limit;
    private final CancellationToken token;
    private final Set<HeldMemory> operators = new HashSet<>();
    private final Set<RowFile> files = new HashSet<>();
    private boolean closed;

    public QueryMemory(MemoryLimit limit, CancellationToken token) {
        this.limit = limit;
        this.token = token;
    }

    /**
     * Opens the account of an operator.
     *
     * @param operator its name in SQL, for messages
     */
    public synchronized HeldMemory hold(String operator) {
        HeldMemory held = new HeldMemory(this, operator);
        operators.add(held);
        return held;
    }

    /** Throws the reason if the execution is cancelled. */
    void check() {
        token.throwIfCancelled();
    }

    MemoryLimit limit() {
        return limit;
    }

    synchronized void released(HeldMemory held) {
        operators.remove(held);
    }

    synchronized RowFile newFile() {
        RowFile file = RowFile.create();
        files.add(file);
        if (closed) {
            file.close();
        }
        return file;
    }

    /** Deletes a file. */
    synchronized void delete(RowFile file) {
        files.remove(file);
        file.close();
    }

    /** The error of a query that would exceed the limit. */
    synchronized DriverException exceeded() {
        HeldMemory most = operators.stream()
                .max(Comparator.comparingLong(HeldMemory::bytes))
                .orElseThrow();
        long own = operators.stream().mapToLong(HeldMemory::bytes).sum();
        return new DriverException(
                SqlState.OUT_OF_MEMORY,
                "The query needs more memory than memoryLimit (%d MB) allows: %s holds %d MB, and other queries of this process hold %d MB. Narrow the query by conditions or fewer columns, or increase memoryLimit."
                        .formatted(
                                limit.megabytes(),
                                most.operator(),
                                megabytes(most.bytes()),
                                megabytes(MemoryLimit.held() - own)));
    }

    /** Rounded up. */
    private static long megabytes(long bytes) {
        return Math.max(0, bytes + MemoryLimit.BYTES_PER_MEGABYTE - 1) / MemoryLimit.BYTES_PER_MEGABYTE;
    }

    /** Gives all memory back and deletes the files. */
    @Override
    public synchronized void close() {
        closed = true;
        Set.copyOf(operators).forEach(HeldMemory::close);
        files.forEach(RowFile::close);
        files.clear();
    }
}
