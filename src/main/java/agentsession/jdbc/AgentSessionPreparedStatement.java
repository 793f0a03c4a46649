package agentsession.jdbc;

import agentsession.error.SqlState;
import agentsession.jdbc.DriverSession.Plan;
import agentsession.query.QueryParameter;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement whose plan and parameter values are retained for repeated execution. */
final class AgentSessionPreparedStatement extends AgentSessionStatement implements PreparedStatement {
    private final AgentSessionConnection connection;
    private final String sql;
    private final Plan plan;
    private final ParameterConverter[] converters;
    private final @Nullable BoundValue[] values;

    AgentSessionPreparedStatement(AgentSessionConnection connection, String sql, Plan plan) {
        super(connection, true);
        this.connection = connection;
        this.sql = sql;
        this.plan = plan;
        this.converters = new ParameterConverter[plan.parameters().size()];
        for (int i = 0; i < converters.length; i++) {
            converters[i] = new ParameterConverter(
                    plan.parameters().get(i), i + 1, connection.session().timeZone());
        }
        this.values = new @Nullable BoundValue[converters.length];
    }

    private void set(int parameterIndex, @Nullable Object value) throws SQLException {
        ParameterConverter converter = converter(parameterIndex);
        values[parameterIndex - 1] = converter.bind(value);
    }

    private ParameterConverter converter(int parameterIndex) throws SQLException {
        checkOpen();
        if (parameterIndex < 1 || parameterIndex > values.length) {
            throw SqlExceptions.of(
                    SqlState.INVALID_DESCRIPTOR_INDEX,
                    values.length == 0
                            ? "The statement has no parameters"
                            : "There is no parameter " + parameterIndex + "; the statement has parameters 1 to "
                                    + values.length);
        }
        return converters[parameterIndex - 1];
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        checkOpen();
        List<@Nullable Object> boundValues = new ArrayList<>();
        Map<Integer, QueryParameter> requestedTypes = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            BoundValue bound = values[i];
            if (bound == null) {
                throw SqlExceptions.of(
                        SqlState.WRONG_PARAMETER_COUNT,
                        "Parameter " + (i + 1) + " of " + values.length + " is not set");
            }
            boundValues.add(bound.value());
            if (bound.type() != null) {
                requestedTypes.put(i, bound.type());
            }
        }
        return execute(
                (timeout, token) ->
                        requestedTypes.isEmpty() ? plan : connection.plan(sql, requestedTypes, timeout, token),
                boundValues);
    }

    @Override
    public boolean execute() throws SQLException {
        executeQuery();
        return true;
    }

    /** Always fails, since only queries can be prepared. */
    @Override
    public long executeLargeUpdate() throws SQLException {
        checkOpen();
        throw noUpdate();
    }

    @Override
    public int executeUpdate() throws SQLException {
        return (int) executeLargeUpdate();
    }

    @Override
    public void clearParameters() throws SQLException {
        checkOpen();
        Arrays.fill(values, null);
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        checkOpen();
        return new CursorResultSetMetaData(plan.columns());
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        checkOpen();
        return new QueryParameterMetaData(plan.parameters());
    }

    private static void checkSettable(int targetSqlType) throws SQLException {
        switch (targetSqlType) {
            case Types.BLOB,
                    Types.CLOB,
                    Types.NCLOB,
                    Types.REF,
                    Types.ROWID,
                    Types.SQLXML,
                    Types.STRUCT,
                    Types.DISTINCT,
                    Types.DATALINK,
                    Types.REF_CURSOR -> throw unsupportedType("java.sql.Types " + targetSqlType);
            default -> {}
        }
    }

    private static int vendorType(@Nullable SQLType type) throws SQLException {
        Integer number = type == null ? null : type.getVendorTypeNumber();
        if (number == null) {
            throw SqlExceptions.of(SqlState.INVALID_PARAMETER_VALUE, "setObject requires a JDBCType, not " + type);
        }
        return number;
    }

    private static SQLException unsupportedType(String type) {
        return SqlExceptions.unsupported(
                "Parameters of type " + type + " are not supported; use setString or setObject");
    }

    private static SQLException alreadyPrepared() {
        return SqlExceptions.of(
                SqlState.FUNCTION_SEQUENCE_ERROR,
                "A prepared statement has its SQL already; execute it without an argument, or use createStatement");
    }

    @Override
    public void addBatch() throws SQLException {
        throw noBatches();
    }

    @Override
    public void setBoolean(int parameterIndex, boolean x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setByte(int parameterIndex, byte x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setShort(int parameterIndex, short x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setInt(int parameterIndex, int x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setLong(int parameterIndex, long x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setFloat(int parameterIndex, float x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setDouble(int parameterIndex, double x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setBigDecimal(int parameterIndex, @Nullable BigDecimal x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setString(int parameterIndex, @Nullable String x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setNString(int parameterIndex, @Nullable String x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setBytes(int parameterIndex, byte @Nullable [] x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setDate(int parameterIndex, @Nullable Date x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setTime(int parameterIndex, @Nullable Time x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setTimestamp(int parameterIndex, @Nullable Timestamp x) throws SQLException {
        set(parameterIndex, x);
    }

    @Override
    public void setURL(int parameterIndex, @Nullable URL x) throws SQLException {
        set(parameterIndex, x == null ? null : x.toString());
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object x) throws SQLException {
        set(parameterIndex, x);
    }

    /** The type of the parameter takes precedence over {@code targetSqlType}, if the query determines one. */
    @Override
    public void setObject(int parameterIndex, @Nullable Object x, int targetSqlType) throws SQLException {
        checkSettable(targetSqlType);
        set(parameterIndex, converter(parameterIndex).convertTo(x, targetSqlType));
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object x, int targetSqlType, int scaleOrLength)
            throws SQLException {
        checkSettable(targetSqlType);
        boolean scales = targetSqlType == Types.DECIMAL || targetSqlType == Types.NUMERIC;
        ParameterConverter converter = converter(parameterIndex);
        Object sent = converter.convertTo(x, targetSqlType);
        set(parameterIndex, scales ? converter.scaled(sent, scaleOrLength) : sent);
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object x, SQLType targetSqlType) throws SQLException {
        setObject(parameterIndex, x, vendorType(targetSqlType));
    }

    @Override
    public void setObject(int parameterIndex, @Nullable Object x, SQLType targetSqlType, int scaleOrLength)
            throws SQLException {
        setObject(parameterIndex, x, vendorType(targetSqlType), scaleOrLength);
    }

    @Override
    public void setNull(int parameterIndex, int sqlType) throws SQLException {
        set(parameterIndex, null);
    }

    @Override
    public void setNull(int parameterIndex, int sqlType, @Nullable String typeName) throws SQLException {
        set(parameterIndex, null);
    }

    @Override
    public void setDate(int parameterIndex, @Nullable Date x, @Nullable Calendar cal) throws SQLException {
        set(parameterIndex, x == null || cal == null ? x : Temporals.localDateTime(x, cal));
    }

    @Override
    public void setTime(int parameterIndex, @Nullable Time x, @Nullable Calendar cal) throws SQLException {
        set(parameterIndex, x == null || cal == null ? x : Temporals.localDateTime(x, cal));
    }

    @Override
    public void setTimestamp(int parameterIndex, @Nullable Timestamp x, @Nullable Calendar cal) throws SQLException {
        set(parameterIndex, x == null || cal == null ? x : Temporals.localDateTime(x, cal));
    }

    @Override
    public void setCharacterStream(int parameterIndex, @Nullable Reader value) throws SQLException {
        set(parameterIndex, TextStreams.read(value, Long.MAX_VALUE));
    }

    @Override
    public void setCharacterStream(int parameterIndex, @Nullable Reader value, int length) throws SQLException {
        set(parameterIndex, TextStreams.read(value, length));
    }

    @Override
    public void setCharacterStream(int parameterIndex, @Nullable Reader value, long length) throws SQLException {
        set(parameterIndex, TextStreams.read(value, length));
    }

    @Override
    public void setNCharacterStream(int parameterIndex, @Nullable Reader value) throws SQLException {
        set(parameterIndex, TextStreams.read(value, Long.MAX_VALUE));
    }

    @Override
    public void setNCharacterStream(int parameterIndex, @Nullable Reader value, long length) throws SQLException {
        set(parameterIndex, TextStreams.read(value, length));
    }

    @Override
    public void setAsciiStream(int parameterIndex, @Nullable InputStream x) throws SQLException {
        set(parameterIndex, TextStreams.ascii(x, Long.MAX_VALUE));
    }

    @Override
    public void setBinaryStream(int parameterIndex, @Nullable InputStream x) throws SQLException {
        set(parameterIndex, TextStreams.bytes(x, Long.MAX_VALUE));
    }

    @Override
    public void setAsciiStream(int parameterIndex, @Nullable InputStream x, int length) throws SQLException {
        set(parameterIndex, TextStreams.ascii(x, length));
    }

    @Override
    public void setBinaryStream(int parameterIndex, @Nullable InputStream x, int length) throws SQLException {
        set(parameterIndex, TextStreams.bytes(x, length));
    }

    @Override
    public void setAsciiStream(int parameterIndex, @Nullable InputStream x, long length) throws SQLException {
        set(parameterIndex, TextStreams.ascii(x, length));
    }

    @Override
    public void setBinaryStream(int parameterIndex, @Nullable InputStream x, long length) throws SQLException {
        set(parameterIndex, TextStreams.bytes(x, length));
    }

    @Override
    @Deprecated
    public final void setUnicodeStream(int parameterIndex, @Nullable InputStream x, int length) throws SQLException {
        throw unsupportedType("Unicode stream");
    }

    @Override
    public final void setArray(int parameterIndex, @Nullable Array x) throws SQLException {
        throw unsupportedType("Array");
    }

    @Override
    public final void setRef(int parameterIndex, @Nullable Ref x) throws SQLException {
        throw unsupportedType("Ref");
    }

    @Override
    public final void setRowId(int parameterIndex, @Nullable RowId x) throws SQLException {
        throw unsupportedType("RowId");
    }

    @Override
    public final void setSQLXML(int parameterIndex, @Nullable SQLXML x) throws SQLException {
        throw unsupportedType("SQLXML");
    }

    @Override
    public final void setBlob(int parameterIndex, @Nullable Blob x) throws SQLException {
        throw unsupportedType("Blob");
    }

    @Override
    public final void setBlob(int parameterIndex, @Nullable InputStream x) throws SQLException {
        throw unsupportedType("Blob");
    }

    @Override
    public final void setBlob(int parameterIndex, @Nullable InputStream x, long length) throws SQLException {
        throw unsupportedType("Blob");
    }

    @Override
    public final void setClob(int parameterIndex, @Nullable Clob x) throws SQLException {
        throw unsupportedType("Clob");
    }

    @Override
    public final void setClob(int parameterIndex, @Nullable Reader x) throws SQLException {
        throw unsupportedType("Clob");
    }

    @Override
    public final void setClob(int parameterIndex, @Nullable Reader x, long length) throws SQLException {
        throw unsupportedType("Clob");
    }

    @Override
    public final void setNClob(int parameterIndex, @Nullable NClob x) throws SQLException {
        throw unsupportedType("NClob");
    }

    @Override
    public final void setNClob(int parameterIndex, @Nullable Reader x) throws SQLException {
        throw unsupportedType("NClob");
    }

    @Override
    public final void setNClob(int parameterIndex, @Nullable Reader x, long length) throws SQLException {
        throw unsupportedType("NClob");
    }

    /** Always fails, as the specification requires: the statement has its SQL already. */
    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        throw alreadyPrepared();
    }

    /** Always fails, as the specification requires: the statement has its SQL already. */
    @Override
    public boolean execute(String sql) throws SQLException {
        throw alreadyPrepared();
    }

    /** Always fails, as the specification requires: the statement has its SQL already. */
    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        throw alreadyPrepared();
    }
}
