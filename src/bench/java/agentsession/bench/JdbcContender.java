package agentsession.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

/** A query through a JDBC driver, on one connection. */
final class JdbcContender implements Contender {
    /** What is called for a row. */
    enum Access {
        /** {@code next()} only. */
        NEXT,
        /** {@code getObject} of each column. */
        OBJECTS,
        /** The getter of each column's type, and {@code wasNull} after those of primitive types. */
        GETTERS
    }

    private final Connection connection;
    private final String sql;
    private final Access access;

    JdbcContender(String url, String sql, Access access) throws SQLException {
        this.connection = DriverManager.getConnection(url);
        this.sql = sql;
        this.access = access;
    }

    @Override
    public long read() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return switch (access) {
                case NEXT -> next(rows);
                case OBJECTS -> objects(rows);
                case GETTERS -> getters(rows);
            };
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static long next(ResultSet rows) throws SQLException {
        long count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }

    private static long objects(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        long count = 0;
        while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
                Kept.keep(rows.getObject(column));
            }
            count++;
        }
        return count;
    }

    private static long getters(ResultSet rows) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        int[] types = new int[metaData.getColumnCount()];
        for (int column = 1; column <= types.length; column++) {
            types[column - 1] = metaData.getColumnType(column);
        }
        long count = 0;
        while (rows.next()) {
            for (int column = 1; column <= types.length; column++) {
                get(rows, column, types[column - 1]);
            }
            count++;
        }
        return count;
    }

    private static void get(ResultSet rows, int column, int type) throws SQLException {
        switch (type) {
            case Types.INTEGER -> {
                Kept.keep(rows.getInt(column));
                Kept.keep(rows.wasNull() ? 1 : 0);
            }
            case Types.BIGINT -> {
                Kept.keep(rows.getLong(column));
                Kept.keep(rows.wasNull() ? 1 : 0);
            }
            case Types.DECIMAL -> Kept.keep(rows.getBigDecimal(column));
            case Types.TIMESTAMP -> Kept.keep(rows.getTimestamp(column));
            case Types.VARCHAR -> Kept.keep(rows.getString(column));
            default -> throw new IllegalArgumentException("No getter for type " + type);
        }
    }
}
