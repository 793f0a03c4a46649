package agentsession.query.memory;

import agentsession.memory.HeldMemory;
import agentsession.memory.RowSize;
import org.apache.calcite.linq4j.Enumerator;

/** Counts the memory of rows that an operator stores. */
final class CountingEnumerator<T> implements Enumerator<T> {
    private final Enumerator<T> rows;
    private final HeldMemory held;
    private final int perRow;

    /** @param perRow the bytes that the operator needs for each row beside it */
    CountingEnumerator(Enumerator<T> rows, HeldMemory held, int perRow) {
        this.rows = rows;
        this.held = held;
        this.perRow = perRow;
    }

    @Override
    public T current() {
        return rows.current();
    }

    @Override
    public boolean moveNext() {
        if (!rows.moveNext()) {
            return false;
        }
        held.add(RowSize.of(rows.current()) + perRow);
        return true;
    }

    @Override
    public void reset() {
        rows.reset();
    }

    @Override
    public void close() {
        rows.close();
    }
}
