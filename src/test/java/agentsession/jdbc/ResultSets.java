package agentsession.jdbc;

import agentsession.query.ResultColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Result sets for tests, in the time zone US/Arizona. */
final class ResultSets {
    private ResultSets() {}

    /** Returns a result set with one column X, positioned on its only row. */
    static ResultSet of(SqlTypeName type, int precision, int scale, @Nullable Object value) throws SQLException {
        return onRow(new ResultColumn("X", null, type, precision, scale, true, SqlTypeName.INTEGER), value);
    }

    static ResultSet of(SqlTypeName type, @Nullable Object value) throws SQLException {
        return of(type, -1, 0, value);
    }

    static ResultSet onRow(ResultColumn column, @Nullable Object value) throws SQLException {
        ResultSet rows = CursorResultSet.of(List.of(Arrays.asList(value)), List.of(column), FakeDriverSession.ARIZONA);
        rows.next();
        return rows;
    }

    /** Returns the SQLStates and messages of a chain of warnings. */
    static List<String> messages(@Nullable SQLWarning chain) {
        List<String> messages = new ArrayList<>();
        for (SQLWarning warning = chain; warning != null; warning = warning.getNextWarning()) {
            messages.add(warning.getSQLState() + " " + warning.getMessage());
        }
        return messages;
    }
}
