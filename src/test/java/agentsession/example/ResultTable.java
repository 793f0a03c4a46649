package agentsession.example;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A result as a text table: numbers right-aligned, NULL blank. All rows are in memory. */
final class ResultTable {
    private static final Set<JDBCType> NUMBERS = EnumSet.of(
            JDBCType.TINYINT,
            JDBCType.SMALLINT,
            JDBCType.INTEGER,
            JDBCType.BIGINT,
            JDBCType.DECIMAL,
            JDBCType.NUMERIC,
            JDBCType.REAL,
            JDBCType.FLOAT,
            JDBCType.DOUBLE);

    private ResultTable() {}

    /** Reads all rows; every line of the table ends with a line feed. */
    static String of(ResultSet rows) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        Column[] columns = new Column[metaData.getColumnCount()];
        for (int i = 0; i < columns.length; i++) {
            boolean number = NUMBERS.contains(JDBCType.valueOf(metaData.getColumnType(i + 1)));
            columns[i] = new Column()
                    .header(metaData.getColumnLabel(i + 1))
                    .headerAlign(HorizontalAlign.LEFT)
                    .dataAlign(number ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT)
                    .maxWidth(Integer.MAX_VALUE);
        }
        List<@Nullable Object[]> cells = new ArrayList<>();
        while (rows.next()) {
            @Nullable Object[] row = new @Nullable Object[columns.length];
            for (int i = 0; i < columns.length; i++) {
                row[i] = rows.getString(i + 1);
            }
            cells.add(row);
        }
        return AsciiTable.builder()
                        .border(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS)
                        .lineSeparator("\n")
                        .data(columns, cells.toArray(Object[][]::new))
                        .asString()
                + "\n";
    }
}
