package agentsession.cache.store;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.ColumnType;
import agentsession.report.ReportColumn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a report, which one thread writes and any number of threads read, from the first row on and while it is
 * written.
 *
 * <p>The last rows are in memory until they fill a block; then they are stored by column in a file. If there is no space for
 * the file, the report <em>passes</em>: its blocks stay in memory until all readers have got them, the slowest reader holds
 * the writer back, and what all have got is deleted.
 */
public final class StoredReport {
    static final int MAX_ROWS = 2_048;

    /** The number of characters of text that end a block of fewer rows. */
    private static final int MAX_CHARS = 1 << 20;

    private static final int MAX_ROWS_PASSING = 256;
    /** The number of blocks in memory that wait for the slowest reader. */
    private static final int MAX_WAITING = 4;

    private static final long SEGMENT_SIZE = 8L << 20;

    private final List<ReportColumn> columns;
    private final int login;
    private final int logout;
    /** The indexes of the columns of text. */
    private final int[] texts;

    private final CacheFolder folder;
    private final RowSpace space;
    private final CancellationToken token;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** The blocks, null if they are deleted. Guarded by the lock, like all that readers see. */
    private final List<@Nullable Block> blocks = new ArrayList<>();

    private final Set<StoredRows> readers = new HashSet<>();
    private int deleted;
    private @Nullable Object[][] tail;
    private int published;
    private boolean passing;
    private boolean writerWaits;
    private boolean complete;
    private boolean discarded;
    private boolean unused;
    private @Nullable ReportFailure failure;

    /** Used by the writer only. */
    private @Nullable ByteSink encoded;

    private @Nullable Segment segment;
    private int count;
    private int chars;
    private final AtomicLong rows = new AtomicLong();
    private volatile boolean invalid;
    private volatile boolean missingLogins;
    private volatile long firstOpenLogin = Long.MAX_VALUE;

    /**
     * @param columns the columns of a row, with LOGIN_DTS
     * @param passing whether the rows are held in memory only, until the readers have got them
     * @param token cancels the writer
     */
    public StoredReport(
            List<ReportColumn> columns, CacheFolder folder, RowSpace space, boolean passing, CancellationToken token) {
        this.columns = List.copyOf(columns);
        this.login = columns.indexOf(ReportColumn.LOGIN_DTS);
        this.logout = columns.indexOf(ReportColumn.LOGOUT_DTS);
        this.texts = IntStream.range(0, columns.size())
                .filter(column -> columns.get(column).type() == ColumnType.VARCHAR)
                .toArray();
        this.folder = folder;
        this.space = space;
        this.passing = passing;
        this.token = token;
        this.tail = newTail();
        token.onCancel(this::signal);
        token.neededFor(this::longestTimeLeft);
    }

    private @Nullable Object[][] newTail() {
        return new @Nullable Object[passing ? MAX_ROWS_PASSING : MAX_ROWS][];
    }

    /** The number of rows written. */
    public long rows() {
        return rows.get();
    }

    /** Whether a row has no valid log-in time. */
    public boolean hasMissingLogins() {
        return missingLogins;
    }

    /** The log-in time of the earliest session that is not known to have ended, in minutes of local time. */
    public long firstOpenLogin() {
        return firstOpenLogin;
    }

    /**
     * Appends a row, for readers after {@link #publish}. May wait for readers.
     *
     * @param mayBeInvalid whether it may have an {@link agentsession.decode.InvalidCell}
     * @throws DriverException if the download should end
     */
    public void append(@Nullable Object[] row, boolean mayBeInvalid) {
        if (mayBeInvalid && !invalid) {
            invalid = true;
        }
        tail[count++] = row;
        rows.incrementAndGet();
        examine(row);
        if (count == tail.length || chars > MAX_CHARS) {
            seal();
        }
    }

    /** Whether a row may have an {@link agentsession.decode.InvalidCell}. */
    boolean mayBeInvalid() {
        return invalid;
    }

    private void examine(@Nullable Object[] row) {
        for (int column : texts) {
            if (row[column] instanceof String text) {
                chars += text.length();
            }
        }
        if (!(row[login] instanceof Long millis)) {
            missingLogins = true;
        } else if (logout < 0 || !(row[logout] instanceof Long)) {
            firstOpenLogin = Math.min(firstOpenLogin, Block.LoginRange.minute(millis));
        }
    }

    /** Lets readers read the rows so far. */
    public void publish() {
        if (passing) {
            seal();
        } else if (count > published) {
            lock.lock();
            try {
                published = count;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Ends the report.
     *
     * @param before runs before readers see the end
     */
    public void complete(Runnable before) {
        seal();
        before.run();
        end(null);
    }

    /** Ends the report with a failure, after the rows so far. */
    public void fail(ReportFailure reason) {
        if (!token.isCancelled()) {
            try {
                publish();
            } catch (DriverException e) {
                end(rowsRead -> e);
                return;
            }
        }
        end(reason);
    }

    private void end(@Nullable ReportFailure reason) {
        lock.lock();
        try {
            failure = reason;
            complete = true;
            encoded = null;
            if (count == 0) {
                tail = new @Nullable Object[0][];
            }
            rest();
            deleteIfUnused();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Makes a block of the last rows. */
    private void seal() {
        if (count == 0) {
            return;
        }
        Block.LoginRange logins = Block.LoginRange.of(tail, count, login);
        Block block = passing ? null : store(logins);
        lock.lock();
        try {
            if (block == null) {
                passing = true;
                block = new Block.InMemory(logins, Arrays.asList(Arrays.copyOf(tail, count)));
            }
            blocks.add(block);
            tail = newTail();
            count = 0;
            chars = 0;
            published = 0;
            changed.signalAll();
            if (passing) {
                deletePassed();
                awaitReaders();
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Block store(Block.LoginRange logins) {
        ByteSink bytes = encoded == null ? new ByteSink() : encoded;
        encoded = bytes;
        bytes.clear();
        int[] ends = Block.encode(columns, tail, count, bytes);
        if (!space.take(bytes.size())) {
            return null;
        }
        try {
            Segment current = segment;
            if (current == null || current.size() >= SEGMENT_SIZE) {
                current = folder.newSegment();
                segment = current;
            }
            long position = current.append(bytes.content());
            current.addBlock();
            return new Block.InFile(logins, count, current, position, ends);
        } catch (IOException e) {
            space.giveBack(bytes.size());
            space.failed(e);
            return null;
        }
    }

    private void awaitReaders() {
        writerWaits = true;
        try {
            while (blocks.size() - slowest() > MAX_WAITING && waitingInMemory() && !token.isCancelled()) {
                changed.awaitUninterruptibly();
            }
        } finally {
            writerWaits = false;
        }
        token.throwIfCancelled();
    }

    /** Whether more than the allowed number of blocks in memory wait for the slowest reader. */
    private boolean waitingInMemory() {
        return blocks.get(blocks.size() - 1 - MAX_WAITING) instanceof Block.InMemory;
    }

    private int slowest() {
        return readers.stream().mapToInt(StoredRows::index).min().orElse(deleted);
    }

    private void deletePassed() {
        for (int end = slowest(); deleted < end; deleted++) {
            delete(deleted);
        }
    }

    private void delete(int index) {
        if (blocks.set(index, null) instanceof Block.InFile stored
                && stored.segment().removeBlock()) {
            stored.segment().delete();
            if (stored.segment() == segment) {
                segment = null;
            }
            space.giveBack(stored.segment().size());
        }
    }

    /**
     * Opens a reader.
     *
     * @param wanted the columns of a row
     * @param rows which rows
     * @param reader cancels waiting for rows
     * @return null if the first rows are not held any more, or a file of them has been deleted, or the report has failed
     */
    public @Nullable StoredRows open(List<ReportColumn> wanted, RowRange rows, CancellationToken reader) {
        lock.lock();
        try {
            if (discarded
                    || deleted > 0
                    || failure != null
                    || (passing && !readers.isEmpty())
                    || (readers.isEmpty() && !wake())) {
                return null;
            }
            StoredRows opened = new StoredRows(this, columns, wanted, rows, reader);
            readers.add(opened);
            return opened;
        } finally {
            lock.unlock();
        }
    }

    /** The time until the last of the readers has a timeout. */
    private Duration longestTimeLeft() {
        lock.lock();
        try {
            return readers.stream()
                    .map(StoredRows::timeLeft)
                    .max(Comparator.naturalOrder())
                    .orElse(CancellationToken.FOREVER);
        } finally {
            lock.unlock();
        }
    }

    /** Deletes the rows, once there are no readers. */
    public void discard() {
        lock.lock();
        try {
            discarded = true;
            deleteIfUnused();
        } finally {
            lock.unlock();
        }
    }

    /** Closes the files while no one reads, since a process may have a limited number of them open. */
    private void rest() {
        if (complete && readers.isEmpty()) {
            for (Block block : blocks) {
                if (block instanceof Block.InFile stored) {
                    stored.segment().rest();
                }
            }
        }
    }

    private boolean wake() {
        try {
            for (Block block : blocks) {
                if (block instanceof Block.InFile stored) {
                    stored.segment().wake();
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void deleteIfUnused() {
        if (discarded && complete && readers.isEmpty() && !unused) {
            unused = true;
            for (; deleted < blocks.size(); deleted++) {
                delete(deleted);
            }
            tail = new @Nullable Object[0][];
            published = 0;
            if (segment != null) {
                segment.delete();
                segment = null;
            }
            space.deleted();
        }
    }

    void close(StoredRows reader) {
        lock.lock();
        try {
            if (readers.remove(reader)) {
                if (passing && !readers.isEmpty()) {
                    deletePassed();
                }
                rest();
                deleteIfUnused();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Registers an action that wakes the readers. */
    CancellationToken.Registration wakeOn(CancellationToken reader) {
        return reader.onCancel(this::signal);
    }

    /** What a reader reads next. */
    sealed interface Next {
        /** The end of the report. */
        record End() implements Next {}

        /** The rest of a block. */
        record OfBlock(Block block) implements Next {}

        /** Rows that are not in a block yet, up to an index. */
        record OfTail(List<@Nullable Object[]> rows, int end) implements Next {}
    }

    /**
     * Waits for the next rows of a reader.
     *
     * @throws DriverException why there are none
     */
    Next await(StoredRows reader, CancellationToken readerToken, long delivered) {
        lock.lock();
        try {
            while (true) {
                readerToken.throwIfCancelled();
                if (!readers.contains(reader)) {
                    throw new DriverException(SqlState.QUERY_CANCELED, "The scan is closed.");
                }
                skip(reader);
                int index = reader.index();
                if (index < blocks.size()) {
                    Block block = blocks.get(index);
                    if (block == null) {
                        throw new IllegalStateException("Block " + index + " is deleted");
                    }
                    return new Next.OfBlock(block);
                }
                if (reader.offset() < published) {
                    return new Next.OfTail(Arrays.asList(tail), published);
                }
                if (failure != null) {
                    throw failure.exception(delivered);
                }
                if (complete) {
                    return new Next.End();
                }
                failIfWaitingForItself(reader);
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Skips blocks that have no row of the range. */
    private void skip(StoredRows reader) {
        int index = reader.index();
        while (index < blocks.size()) {
            Block block = blocks.get(index);
            if (block == null || !reader.range().skips(block.logins())) {
                break;
            }
            index++;
        }
        if (index > reader.index()) {
            moved(reader, index);
        }
    }

    /** Moves a reader to a block. */
    void move(StoredRows reader, int index) {
        lock.lock();
        try {
            moved(reader, index);
        } finally {
            lock.unlock();
        }
    }

    private void moved(StoredRows reader, int index) {
        reader.moveTo(index);
        if (passing) {
            deletePassed();
            changed.signalAll();
        }
    }

    /** A thread that waits for rows would wait forever if it has another reader that the writer waits for. */
    private void failIfWaitingForItself(StoredRows reader) {
        if (writerWaits
                && readers.stream()
                        .anyMatch(other ->
                                other != reader && other.thread() == reader.thread() && other.index() == slowest())) {
            throw new DriverException(
                    SqlState.DISK_FULL,
                    "The report cannot be kept for two queries that are read alternately, since its files cannot be written."
                            + " Close one of them, or make space in the folder of the cache (cacheDirectory).");
        }
    }
}
