package agentsession.jdbc;

import agentsession.concurrent.CancellationToken;
import agentsession.error.SqlState;
import agentsession.query.Cursor;
import agentsession.query.ResultColumn;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a {@link Cursor} as a forward-only, read-only result set.
 *
 * <p>Closing it cancels a {@link #next} that waits in another thread, with SQLState 57014. After the connection is closed,
 * all methods that need a row fail with 08003.
 */
final class CursorResultSet extends LabelledResultSet implements Unwrappable {
    private enum Position {
        BEFORE_FIRST,
        ON_ROW,
        AFTER_LAST,
        CLOSED
    }

    private final Cursor cursor;
    private final List<ResultColumn> columns;
    private final ValueReader[] readers;
    private final ResultContext context;
    private final Warnings warnings;
    private final ReentrantLock lock = new ReentrantLock();

    private volatile Position position = Position.BEFORE_FIRST;
    private long row;
    private @Nullable Boolean firstRow;
    private @Nullable SQLException failure;
    private boolean wasNull;
    private int fetchSize;
    private @Nullable ResultColumns labels;

    CursorResultSet(Cursor cursor, List<ResultColumn> columns, ResultContext context) {
        this.cursor = cursor;
        this.columns = columns;
        this.context = context;
        this.fetchSize = context.fetchSize();
        Unreachable.release(this, cancelling(context.token()));
        this.warnings = new Warnings(cursor::warnings);
        this.readers = new ValueReader[columns.size()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] = new ValueReader(columns.get(i), i + 1, context.zone(), context.maxFieldSize());
        }
    }

    /** Refers to the token alone, not to the result set. */
    private static Runnable cancelling(CancellationToken token) {
        return () -> token.cancel(AgentSessionStatement.canceled());
    }

    /** Creates a result set of rows in memory, in the engine's internal representation. */
    static CursorResultSet of(
            List<? extends List<? extends @Nullable Object>> rows, List<ResultColumn> columns, ZoneId zone) {
        return new CursorResultSet(new ListCursor(rows), columns, ResultContext.detached(zone));
    }

    @Override
    public boolean next() throws SQLException {
        lock.lock();
        try {
            checkOpen();
            if (position == Position.AFTER_LAST) {
                if (failure != null) {
                    throw context.reason().apply(failure);
                }
                return false;
            }
            boolean found = advance();
            if (found) {
                row++;
            }
            if (position != Position.CLOSED) {
                position = found ? Position.ON_ROW : Position.AFTER_LAST;
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    private boolean advance() throws SQLException {
        if (firstRow != null && position == Position.BEFORE_FIRST) {
            return firstRow;
        }
        try {
            boolean found = cursor.next();
            if (!found) {
                cursor.close();
            }
            return found;
        } catch (Throwable thrown) {
            SQLException wrapped = context.reason().apply(SqlExceptions.of(thrown));
            failure = wrapped;
            position = Position.AFTER_LAST;
            throw wrapped;
        }
    }

    @Override
    public void close() throws SQLException {
        if (position == Position.CLOSED) {
            return;
        }
        if (!lock.tryLock()) {
            context.token().cancel(AgentSessionStatement.canceled());
            lock.lock();
        }
        try {
            if (position == Position.CLOSED) {
                return;
            }
            position = Position.CLOSED;
            SqlExceptions.run(cursor::close);
        } finally {
            lock.unlock();
        }
        SqlExceptions.run(context.closed());
    }

    @Override
    public boolean isClosed() {
        return position == Position.CLOSED;
    }

    private void checkOpen() throws SQLException {
        if (position == Position.CLOSED) {
            throw context.reason().apply(SqlExceptions.of(SqlState.INVALID_CURSOR_STATE, "The result set is closed"));
        }
    }

    private ValueReader reader(int columnIndex) throws SQLException {
        if (columnIndex < 1 || columnIndex > readers.length) {
            throw SqlExceptions.of(
                    SqlState.INVALID_DESCRIPTOR_INDEX,
                    "The result has no column " + columnIndex + "; it has columns 1 to " + readers.length);
        }
        return readers[columnIndex - 1];
    }

    private @Nullable Object value(int columnIndex) throws SQLException {
        if (position != Position.ON_ROW) {
            throw offRow();
        }
        ValueReader reader = reader(columnIndex);
        Object value;
        try {
            value = cursor.value(columnIndex - 1);
        } catch (Throwable thrown) {
            throw SqlExceptions.of(thrown);
        }
        wasNull = value == null;
        return value == null ? null : reader.limited(value);
    }

    private <T> @Nullable T read(int columnIndex, Conversion<T> conversion) throws SQLException {
        Object value = value(columnIndex);
        if (value == null) {
            return null;
        }
        try {
            return conversion.read(readers[columnIndex - 1], value);
        } catch (RuntimeException e) {
            throw SqlExceptions.of(e);
        }
    }

    /** Converts a value to a class. */
    private interface Conversion<T> {
        T read(ValueReader reader, Object value) throws SQLException;
    }

    private SQLException offRow() throws SQLException {
        checkOpen();
        return context.reason()
                .apply(SqlExceptions.of(
                        SqlState.INVALID_CURSOR_STATE,
                        position == Position.BEFORE_FIRST
                                ? "The result set is before its first row; call next() first"
                                : "The result set is after its last row"));
    }

    @Override
    public boolean wasNull() throws SQLException {
        checkOpen();
        return wasNull;
    }

    @Override
    public int findColumn(@Nullable String columnLabel) throws SQLException {
        checkOpen();
        if (labels == null) {
            labels = new ResultColumns(columns);
        }
        return labels.find(columnLabel);
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return new CursorResultSetMetaData(columns);
    }

    @Override
    public @Nullable String getString(int columnIndex) throws SQLException {
        return read(columnIndex, ValueReader::text);
    }

    @Override
    public boolean getBoolean(int columnIndex) throws SQLException {
        Boolean value = read(columnIndex, ValueReader::booleanValue);
        return value != null && value;
    }

    @Override
    public byte getByte(int columnIndex) throws SQLException {
        Byte value = read(columnIndex, ValueReader::tinyint);
        return value == null ? 0 : value;
    }

    @Override
    public short getShort(int columnIndex) throws SQLException {
        Short value = read(columnIndex, ValueReader::smallint);
        return value == null ? 0 : value;
    }

    @Override
    public int getInt(int columnIndex) throws SQLException {
        Integer value = read(columnIndex, ValueReader::integer);
        return value == null ? 0 : value;
    }

    @Override
    public long getLong(int columnIndex) throws SQLException {
        Long value = read(columnIndex, ValueReader::bigint);
        return value == null ? 0 : value;
    }

    @Override
    public float getFloat(int columnIndex) throws SQLException {
        Float value = read(columnIndex, ValueReader::floatValue);
        return value == null ? 0 : value;
    }

    @Override
    public double getDouble(int columnIndex) throws SQLException {
        Double value = read(columnIndex, ValueReader::doubleValue);
        return value == null ? 0 : value;
    }

    @Override
    public @Nullable BigDecimal getBigDecimal(int columnIndex) throws SQLException {
        return read(columnIndex, ValueReader::decimal);
    }

    @Override
    @Deprecated
    public @Nullable BigDecimal getBigDecimal(int columnIndex, int scale) throws SQLException {
        BigDecimal value = getBigDecimal(columnIndex);
        return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
    }

    @Override
    public byte @Nullable [] getBytes(int columnIndex) throws SQLException {
        return read(columnIndex, ValueReader::bytes);
    }

    @Override
    public @Nullable Date getDate(int columnIndex) throws SQLException {
        return read(columnIndex, (reader, value) -> reader.temporals().sqlDate(value));
    }

    @Override
    public @Nullable Date getDate(int columnIndex, @Nullable Calendar cal) throws SQLException {
        return read(
                columnIndex,
                (reader, value) -> Temporals.date(reader.temporals().date(value), zone(cal)));
    }

    @Override
    public @Nullable Time getTime(int columnIndex) throws SQLException {
        return read(columnIndex, (reader, value) -> reader.temporals().sqlTime(value));
    }

    @Override
    public @Nullable Time getTime(int columnIndex, @Nullable Calendar cal) throws SQLException {
        return read(
                columnIndex,
                (reader, value) -> Temporals.time(reader.temporals().time(value), zone(cal)));
    }

    @Override
    public @Nullable Timestamp getTimestamp(int columnIndex) throws SQLException {
        return read(columnIndex, (reader, value) -> reader.temporals().sqlTimestamp(value));
    }

    @Override
    public @Nullable Timestamp getTimestamp(int columnIndex, @Nullable Calendar cal) throws SQLException {
        return read(
                columnIndex,
                (reader, value) -> Temporals.timestamp(reader.temporals().dateTime(value), zone(cal)));
    }

    private static ZoneId zone(@Nullable Calendar calendar) {
        return calendar == null
                ? ZoneId.systemDefault()
                : calendar.getTimeZone().toZoneId();
    }

    @Override
    public @Nullable Object getObject(int columnIndex) throws SQLException {
        return read(columnIndex, ValueReader::object);
    }

    @Override
    public @Nullable Object getObject(int columnIndex, @Nullable Map<String, Class<?>> map) throws SQLException {
        return getObject(columnIndex);
    }

    @Override
    public <T> @Nullable T getObject(int columnIndex, @Nullable Class<T> type) throws SQLException {
        if (type == null) {
            throw SqlExceptions.of(SqlState.INVALID_PARAMETER_VALUE, "getObject requires a class, not null");
        }
        ObjectReader.checkSupported(type);
        return read(columnIndex, (reader, value) -> ObjectReader.read(reader, value, type));
    }

    @Override
    public @Nullable Array getArray(int columnIndex) throws SQLException {
        return read(columnIndex, ValueReader::array);
    }

    @Override
    public @Nullable URL getURL(int columnIndex) throws SQLException {
        return read(columnIndex, ValueReader::url);
    }

    @Override
    public @Nullable String getNString(int columnIndex) throws SQLException {
        return getString(columnIndex);
    }

    @Override
    public @Nullable InputStream getAsciiStream(int columnIndex) throws SQLException {
        String text = getString(columnIndex);
        return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public @Nullable InputStream getBinaryStream(int columnIndex) throws SQLException {
        byte[] bytes = getBytes(columnIndex);
        return bytes == null ? null : new ByteArrayInputStream(bytes);
    }

    @Override
    public @Nullable Reader getCharacterStream(int columnIndex) throws SQLException {
        String text = getString(columnIndex);
        return text == null ? null : new StringReader(text);
    }

    @Override
    public @Nullable Reader getNCharacterStream(int columnIndex) throws SQLException {
        return getCharacterStream(columnIndex);
    }

    /** Reads the first row, if necessary; false if there is none. */
    @Override
    public boolean isBeforeFirst() throws SQLException {
        lock.lock();
        try {
            checkOpen();
            if (position != Position.BEFORE_FIRST) {
                return false;
            }
            if (firstRow == null) {
                firstRow = advance();
            }
            return firstRow;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isFirst() throws SQLException {
        checkOpen();
        return position == Position.ON_ROW && row == 1;
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        checkOpen();
        return position == Position.AFTER_LAST && row > 0;
    }

    @Override
    public int getRow() throws SQLException {
        checkOpen();
        return position == Position.ON_ROW ? (int) Math.min(row, Integer.MAX_VALUE) : 0;
    }

    @Override
    public @Nullable Statement getStatement() throws SQLException {
        checkOpen();
        return context.statement();
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings.chain();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        warnings.clear();
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        ArgumentChecks.checkFetchDirection(direction);
    }

    @Override
    public int getFetchDirection() throws SQLException {
        checkOpen();
        return ResultSet.FETCH_FORWARD;
    }

    /** A hint without effect: rows are streamed. */
    @Override
    public void setFetchSize(int rows) throws SQLException {
        checkOpen();
        ArgumentChecks.checkNotNegative("fetch size", rows);
        fetchSize = rows;
    }

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    @Override
    public int getType() throws SQLException {
        checkOpen();
        return ResultSet.TYPE_FORWARD_ONLY;
    }

    @Override
    public int getConcurrency() throws SQLException {
        checkOpen();
        return ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public int getHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }
}
