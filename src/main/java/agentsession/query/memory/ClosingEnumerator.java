package agentsession.query.memory;

import org.apache.calcite.linq4j.Enumerator;

/** Ends an operator, whose memory is given back, when its rows are closed. */
final class ClosingEnumerator<T> implements Enumerator<T> {
    private final Enumerator<T> rows;
    private final Runnable end;

    ClosingEnumerator(Enumerator<T> rows, Runnable end) {
        this.rows = rows;
        this.end = end;
    }

    @Override
    public T current() {
        return rows.current();
    }

    @Override
    public boolean moveNext() {
        return rows.moveNext();
    }

    @Override
    public void reset() {
        rows.reset();
    }

    @Override
    public void close() {
        try {
            rows.close();
        } finally {
            end.run();
        }
    }
}
