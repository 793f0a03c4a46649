package agentsession.jdbc;

import agentsession.error.SqlState;
import agentsession.query.ResultColumn;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The value of an ARRAY or MULTISET. */
final class ListArray implements Array {
    private final List<?> elements;
    private final ValueReader reader;
    private final ZoneId zone;
    private boolean freed;

    /** @param elements in the engine's internal representation, which {@code reader} converts */
    ListArray(List<?> elements, ValueReader reader, ZoneId zone) {
        this.elements = elements;
        this.reader = reader;
        this.zone = zone;
    }

    @Override
    public String getBaseTypeName() throws SQLException {
        checkHeld();
        return ValueType.sqlName(reader.column().type(), null);
    }

    @Override
    public int getBaseType() throws SQLException {
        checkHeld();
        return reader.type().jdbcType();
    }

    @Override
    public Object getArray() throws SQLException {
        return getArray(1, elements.size());
    }

    @Override
    public Object getArray(@Nullable Map<String, Class<?>> map) throws SQLException {
        return getArray();
    }

    @Override
    public Object getArray(long index, int count) throws SQLException {
        List<@Nullable Object> objects = new ArrayList<>();
        for (Object element : slice(index, count)) {
            objects.add(element == null ? null : reader.object(element));
        }
        return objects.toArray();
    }

    @Override
    public Object getArray(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        return getArray(index, count);
    }

    @Override
    public ResultSet getResultSet() throws SQLException {
        return getResultSet(1, elements.size());
    }

    @Override
    public ResultSet getResultSet(@Nullable Map<String, Class<?>> map) throws SQLException {
        return getResultSet();
    }

    @Override
    public ResultSet getResultSet(long index, int count) throws SQLException {
        ResultColumn element = reader.column();
        ResultColumn value = new ResultColumn(
                "VALUE", null, element.type(), element.precision(), element.scale(), element.nullable(), null);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<?> slice = slice(index, count);
        LongStream.range(0, slice.size()).forEach(i -> {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(index + i);
            row.add(slice.get((int) i));
            rows.add(row);
        });
        return CursorResultSet.of(
                rows, List.of(new ResultColumn("INDEX", null, SqlTypeName.BIGINT, -1, 0, false, null), value), zone);
    }

    @Override
    public ResultSet getResultSet(long index, int count, @Nullable Map<String, Class<?>> map) throws SQLException {
        return getResultSet(index, count);
    }

    private List<?> slice(long index, int count) throws SQLException {
        checkHeld();
        if (index < 1 || count < 0 || index - 1 > elements.size()) {
            throw SqlExceptions.of(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The array has " + elements.size() + " elements; " + count + " elements from index " + index
                            + " are out of range");
        }
        int from = (int) index - 1;
        return elements.subList(from, (int) Math.min(elements.size(), (long) from + count));
    }

    @Override
    public void free() {
        freed = true;
    }

    private void checkHeld() throws SQLException {
        if (freed) {
            throw SqlExceptions.of(SqlState.FUNCTION_SEQUENCE_ERROR, "The array was freed");
        }
    }

    @Override
    public String toString() {
        return elements.toString();
    }
}
