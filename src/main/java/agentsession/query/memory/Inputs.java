package agentsession.query.memory;

import agentsession.memory.HeldMemory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;

/** The inputs of an operator, which are closed with it, and then its memory. */
final class Inputs {
    private final List<Enumerator<?>> open = new ArrayList<>();
    private final HeldMemory held;

    Inputs(HeldMemory held) {
        this.held = held;
    }

    /** Opens an input; its rows can be read once. */
    <T> Iterator<T> open(Enumerable<T> rows) {
        Enumerator<T> enumerator = rows.enumerator();
        open.add(enumerator);
        return new Iterator<>() {
            private boolean moved;
            private boolean hasRow;

            @Override
            public boolean hasNext() {
                if (!moved) {
                    hasRow = enumerator.moveNext();
                    moved = true;
                }
                return hasRow;
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                moved = false;
                return enumerator.current();
            }
        };
    }

    void close() {
        try {
            open.forEach(Enumerator::close);
        } finally {
            held.close();
        }
    }
}
