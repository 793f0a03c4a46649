package agentsession.jdbc;

import agentsession.query.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cursor over rows in memory. */
final class ListCursor implements Cursor {
    private final List<? extends List<? extends @Nullable Object>> rows;
    private int row = -1;

    ListCursor(List<? extends List<? extends @Nullable Object>> rows) {
        this.rows = rows;
    }

    @Override
    public boolean next() {
        row++;
        return row < rows.size();
    }

    @Override
    public @Nullable Object value(int index) {
        return rows.get(row).get(index);
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }

    @Override
    public void close() {}
}
