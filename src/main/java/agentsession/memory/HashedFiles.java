package agentsession.memory;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Rows that an operator leaves for a later pass, in files by the hash of their keys, so that rows with equal keys are in
 * the same file. A pass over a file may leave rows again, which another hash distributes.
 */
final class HashedFiles<T> {
    static final int FILES = 32;

    private static final int BITS = 5;
    private static final int MULTIPLIER = 0x9E3779B9;

    private final QueryMemory memory;
    private final Deque<Pass> waiting = new ArrayDeque<>();
    private @Nullable RowFile[] files = {};
    private @Nullable RowFile current;
    private int depth;

    HashedFiles(QueryMemory memory) {
        this(memory, 0);
    }

    /** @param depth how often the rows have been left before */
    HashedFiles(QueryMemory memory, int depth) {
        this.memory = memory;
        this.depth = depth;
    }

    /** A file and how often its rows have been left. */
    private record Pass(RowFile file, int depth) {}

    void add(T row, int hash) {
        if (files.length == 0) {
            files = new RowFile[FILES];
        }
        int mixed = (hash ^ (depth * MULTIPLIER)) * MULTIPLIER;
        int index = mixed >>> (Integer.SIZE - BITS);
        RowFile file = files[index];
        if (file == null) {
            file = memory.newFile();
            files[index] = file;
        }
        file.write(row);
    }

    /** The rows of one file, which has a number from 0; the file of the last call is deleted. */
    Iterator<T> take(int file) {
        deleteCurrent();
        current = files.length == 0 ? null : files[file];
        return current == null ? Collections.emptyIterator() : rows(current);
    }

    /** The rows of the next pass; null if no rows are left. */
    @Nullable
    Iterator<T> next() {
        deleteCurrent();
        for (RowFile file : files) {
            if (file != null) {
                waiting.push(new Pass(file, depth + 1));
            }
        }
        files = new RowFile[0];
        if (waiting.isEmpty()) {
            return null;
        }
        Pass pass = waiting.pop();
        current = pass.file;
        depth = pass.depth;
        return rows(current);
    }

    private void deleteCurrent() {
        if (current != null) {
            memory.delete(current);
            current = null;
        }
    }

    @SuppressWarnings("unchecked") // only rows of this type have been written
    private Iterator<T> rows(RowFile file) {
        return (Iterator<T>) file.read();
    }
}
