package agentsession.query.memory;

import agentsession.memory.DistinctRows;
import agentsession.memory.HeldMemory;
import java.util.Iterator;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** The distinct rows of an input, as they come. */
final class DistinctEnumerator<T> implements Enumerator<T> {
    private final Enumerator<T> input;
    private final DistinctRows<T> distinct;
    private final HeldMemory held;
    private @Nullable Iterator<T> later;
    private boolean inputEnded;
    private @Nullable T current;

    DistinctEnumerator(Enumerator<T> input, DistinctRows<T> distinct, HeldMemory held) {
        this.input = input;
        this.distinct = distinct;
        this.held = held;
    }

    @Override
    @SuppressWarnings("NullAway") // null if the row is
    public T current() {
        return current;
    }

    @Override
    public boolean moveNext() {
        while (!inputEnded) {
            if (!input.moveNext()) {
                inputEnded = true;
                later = distinct.later();
            } else if (isNew(input.current())) {
                return true;
            }
        }
        while (later != null) {
            if (!later.hasNext()) {
                later = distinct.later();
            } else if (isNew(later.next())) {
                return true;
            }
        }
        return false;
    }

    private boolean isNew(T row) {
        current = row;
        return distinct.isNew(row);
    }

    @Override
    public void reset() {
        throw new UnsupportedOperationException("The rows are read once");
    }

    @Override
    public void close() {
        try {
            input.close();
        } finally {
            held.close();
        }
    }
}
