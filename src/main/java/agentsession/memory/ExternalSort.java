package agentsession.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * A stable sort of any number of rows. Rows beyond the limit are written to files, sorted, and the files are merged.
 *
 * @param <T> the type of a row
 */
public final class ExternalSort<T> {
    /** The files that are merged at a time; each has a buffer. */
    private static final int FAN_IN = 32;

    private final Comparator<? super T> order;
    private final QueryMemory memory;
    private final HeldMemory held;
    private List<T> buffer = new ArrayList<>();
    private List<RowFile> files = new ArrayList<>();

    public ExternalSort(Comparator<? super T> order, QueryMemory memory, HeldMemory held) {
        this.order = order;
        this.memory = memory;
        this.held = held;
    }

    /**
     * Adds a row.
     *
     * @throws agentsession.error.DriverException (53200) if the row neither fits nor can be written
     */
    public void add(T row) {
        memory.check();
        long bytes = RowSize.of(row);
        if (!held.tryAddOrStart(bytes)) {
            if (!RowCodec.supports(row)) {
                held.add(bytes);
            }
            spill();
            held.tryAddOrStart(bytes);
        }
        buffer.add(row);
    }

    private void spill() {
        buffer.sort(order);
        RowFile file = memory.newFile();
        write(buffer.iterator(), file);
        buffer = new ArrayList<>();
        held.clear();
        files.add(file);
        if (files.size() == FAN_IN) {
            RowFile merged = memory.newFile();
            write(merge(files, List.of()), merged);
            files = new ArrayList<>(List.of(merged));
        }
    }

    private void write(Iterator<T> rows, RowFile file) {
        while (rows.hasNext()) {
            memory.check();
            file.write(rows.next());
        }
    }

    /** The rows in order; no more may be added. */
    public Iterator<T> sorted() {
        buffer.sort(order);
        return files.isEmpty() ? buffer.iterator() : merge(files, buffer);
    }

    /** Rows that are equal come in the order of the files, and from the list last. */
    private Iterator<T> merge(List<RowFile> sortedFiles, List<T> sortedRows) {
        PriorityQueue<Run<T>> runs = new PriorityQueue<>(
                Comparator.<Run<T>, T>comparing(run -> run.head, order).thenComparingInt(run -> run.index));
        for (RowFile file : sortedFiles) {
            Run.<T>open(runs.size(), rows(file)).ifPresent(runs::add);
        }
        Run.open(runs.size(), sortedRows.iterator()).ifPresent(runs::add);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (!runs.isEmpty()) {
                    return true;
                }
                sortedFiles.forEach(memory::delete);
                return false;
            }

            @Override
            public T next() {
                Run<T> run = runs.remove();
                T row = run.head;
                if (run.advance()) {
                    runs.add(run);
                }
                return row;
            }
        };
    }

    @SuppressWarnings("unchecked") // only rows of this type have been written
    private Iterator<T> rows(RowFile file) {
        return (Iterator<T>) file.read();
    }

    /** Sorted rows, of which the first is known. */
    private static final class Run<T> {
        private final int index;
        private final Iterator<T> rest;
        private T head;

        private Run(int index, T head, Iterator<T> rest) {
            this.index = index;
            this.head = head;
            this.rest = rest;
        }

        static <T> Optional<Run<T>> open(int index, Iterator<T> rows) {
            return rows.hasNext() ? Optional.of(new Run<>(index, rows.next(), rows)) : Optional.empty();
        }

        boolean advance() {
            if (!rest.hasNext()) {
                return false;
            }
            head = rest.next();
            return true;
        }
    }
}
