package agentsession.truth;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The outcome of a statement. */
sealed interface Answer {
    int SECONDS = 10;

    /**
     * Rows.
     *
     * @param rows their values: BigDecimal, String, Boolean, LocalDateTime, LocalDate, null, or as the driver returned them
     */
    record Rows(List<List<@Nullable Object>> rows) implements Answer {
        private static final int SHOWN = 12;

        @Override
        public String toString() {
            return rows.size() + " rows "
                    + rows.stream().limit(SHOWN).map(Rows::shown).collect(Collectors.joining(" "))
                    + (rows.size() > SHOWN ? " ..." : "");
        }

        private static String shown(List<@Nullable Object> row) {
            return row.stream()
                    .map(value -> value instanceof BigDecimal number
                            ? number.toPlainString()
                            : value instanceof String ? "'" + value + "'" : String.valueOf(value))
                    .collect(Collectors.joining(", ", "(", ")"));
        }
    }

    /** An error. */
    record Refusal(String state, String message) implements Answer {
        /** The message without details of the statement. */
        String kind() {
            String words = message.replaceAll("'[^']*'|\"[^\"]*\"", "'..'")
                    .replaceAll("\\b[tvxcq]\\d+\\b", "name")
                    .replaceAll("\\bEXPR\\$\\d+", "name")
                    .replaceAll("-?\\b\\d+(\\.\\d+)?\\b", "n")
                    .replaceAll("\\s+", " ");
            int list = words.indexOf(" Of what it consists of");
            words = list < 0 ? words : words.substring(0, list);
            return state + " " + (words.length() > 220 ? words.substring(0, 220) + "..." : words);
        }

        /** Whether it is a timeout. */
        boolean isTooLong() {
            return state.equals("57014") || state.startsWith("HYT");
        }

        /** Whether it is about an invalid value. */
        boolean isOfAValue() {
            return state.startsWith("22");
        }

        @Override
        public String toString() {
            return state + " " + message;
        }
    }

    static Answer to(SqlWriter.Statement statement, Connection connection) {
        try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
            prepared.setQueryTimeout(SECONDS);
            for (int i = 0; i < statement.parameters().size(); i++) {
                statement.parameters().get(i).bind(prepared, i + 1);
            }
            try (ResultSet result = prepared.executeQuery()) {
                return rows(result);
            }
        } catch (SQLException e) {
            return new Refusal(String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            return new Refusal("unchecked", e.toString());
        }
    }

    private static Rows rows(ResultSet result) throws SQLException {
        ResultSetMetaData metaData = result.getMetaData();
        List<JDBCType> types = new ArrayList<>();
        List<@Nullable Object> nulls = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            types.add(JDBCType.valueOf(metaData.getColumnType(i)));
            nulls.add(metaData.isNullable(i) == ResultSetMetaData.columnNoNulls ? "NULL in a column without" : null);
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (result.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i <= types.size(); i++) {
                row.add(result.getObject(i) == null ? nulls.get(i - 1) : value(result, i, types.get(i - 1)));
            }
            rows.add(row);
        }
        return new Rows(rows);
    }

    private static @Nullable Object value(ResultSet result, int column, JDBCType type) throws SQLException {
        return switch (type) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, NUMERIC -> result.getBigDecimal(column);
            case REAL, FLOAT, DOUBLE -> number(result.getDouble(column));
            case TIMESTAMP -> result.getObject(column, LocalDateTime.class);
            case DATE -> result.getObject(column, LocalDate.class);
            case BIT, BOOLEAN -> result.getBoolean(column);
            case CHAR, VARCHAR, LONGVARCHAR, CLOB -> result.getString(column);
            default -> result.getString(column) + " of type " + type;
        };
    }

    private static Object number(double value) {
        return Double.isFinite(value) ? new BigDecimal(value) : "" + value;
    }
}
