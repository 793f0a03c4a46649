package agentsession.jdbc;

import agentsession.error.SqlState;
import agentsession.jdbc.ValueType.Family;
import agentsession.query.ResultColumn;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** The columns of a result. */
final class CursorResultSetMetaData implements ResultSetMetaData, Unwrappable {
    private final List<ResultColumn> columns;

    CursorResultSetMetaData(List<ResultColumn> columns) {
        this.columns = columns;
    }

    private ResultColumn column(int column) throws SQLException {
        if (column < 1 || column > columns.size()) {
            throw SqlExceptions.of(
                    SqlState.INVALID_DESCRIPTOR_INDEX,
                    "The result has no column " + column + "; it has columns 1 to " + columns.size());
        }
        return columns.get(column - 1);
    }

    private ValueType type(int column) throws SQLException {
        return ValueType.of(column(column));
    }

    @Override
    public int getColumnCount() {
        return columns.size();
    }

    @Override
    public String getColumnLabel(int column) throws SQLException {
        return column(column).label();
    }

    /** The column of a table; for an expression, its label. */
    @Override
    public String getColumnName(int column) throws SQLException {
        ResultColumn found = column(column);
        return found.origin() == null ? found.label() : found.origin().column();
    }

    @Override
    public String getTableName(int column) throws SQLException {
        ResultColumn.Origin origin = column(column).origin();
        return origin == null ? "" : origin.table();
    }

    @Override
    public String getSchemaName(int column) throws SQLException {
        ResultColumn.Origin origin = column(column).origin();
        return origin == null ? "" : origin.schema();
    }

    @Override
    public String getCatalogName(int column) throws SQLException {
        column(column);
        return "";
    }

    @Override
    public int getColumnType(int column) throws SQLException {
        return type(column).jdbcType();
    }

    @Override
    public String getColumnTypeName(int column) throws SQLException {
        ResultColumn found = column(column);
        return ValueType.sqlName(found.type(), found.componentType());
    }

    @Override
    public String getColumnClassName(int column) throws SQLException {
        return type(column).javaClass().getName();
    }

    @Override
    public int getPrecision(int column) throws SQLException {
        return type(column).size(column(column).precision());
    }

    @Override
    public int getScale(int column) throws SQLException {
        ResultColumn found = column(column);
        return ValueType.of(found).fractionDigits(found.precision(), found.scale());
    }

    @Override
    public int getColumnDisplaySize(int column) throws SQLException {
        ResultColumn found = column(column);
        return ValueType.of(found).displaySize(found.precision(), found.scale());
    }

    @Override
    public int isNullable(int column) throws SQLException {
        return column(column).nullable() ? columnNullable : columnNoNulls;
    }

    @Override
    public boolean isSigned(int column) throws SQLException {
        return type(column).family().isNumeric();
    }

    @Override
    public boolean isCaseSensitive(int column) throws SQLException {
        return type(column).family() == Family.TEXT;
    }

    @Override
    public boolean isSearchable(int column) throws SQLException {
        column(column);
        return true;
    }

    @Override
    public boolean isAutoIncrement(int column) throws SQLException {
        column(column);
        return false;
    }

    @Override
    public boolean isCurrency(int column) throws SQLException {
        column(column);
        return false;
    }

    @Override
    public boolean isReadOnly(int column) throws SQLException {
        column(column);
        return true;
    }

    @Override
    public boolean isWritable(int column) throws SQLException {
        column(column);
        return false;
    }

    @Override
    public boolean isDefinitelyWritable(int column) throws SQLException {
        column(column);
        return false;
    }
}
