package agentsession.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.query.ResultColumn;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CursorResultSetMetaDataTest {
    private static ResultSetMetaData of(SqlTypeName type, int precision, int scale) {
        return new CursorResultSetMetaData(
                List.of(new ResultColumn("X", null, type, precision, scale, true, SqlTypeName.INTEGER)));
    }

    @Test
    void aColumnOfTheReportNamesItsOriginAndAnExpressionNone() throws SQLException {
        ResultSetMetaData columns = new CursorResultSetMetaData(List.of(
                new ResultColumn(
                        "who",
                        new ResultColumn.Origin("REPORTS", "AGENT_SESSION", "AGENT_ID"),
                        SqlTypeName.INTEGER,
                        10,
                        0,
                        true,
                        null),
                new ResultColumn("EXPR$1", null, SqlTypeName.BIGINT, 19, 0, false, null)));
        assertThat(columns.getColumnCount()).isEqualTo(2);
        assertThat(columns.getColumnLabel(1)).isEqualTo("who");
        assertThat(columns.getColumnName(1)).isEqualTo("AGENT_ID");
        assertThat(columns.getTableName(1)).isEqualTo("AGENT_SESSION");
        assertThat(columns.getSchemaName(1)).isEqualTo("REPORTS");
        assertThat(columns.getCatalogName(1)).isEmpty();
        assertThat(columns.isNullable(1)).isEqualTo(ResultSetMetaData.columnNullable);
        assertThat(columns.getColumnName(2)).isEqualTo("EXPR$1");
        assertThat(columns.getTableName(2)).isEmpty();
        assertThat(columns.getSchemaName(2)).isEmpty();
        assertThat(columns.isNullable(2)).isEqualTo(ResultSetMetaData.columnNoNulls);
        assertThat(columns.isReadOnly(1)).isTrue();
        assertThat(columns.isWritable(1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, 10, 0, 4, INTEGER, 10, 0, 11, java.lang.Integer",
        "SMALLINT, 5, 0, 5, SMALLINT, 5, 0, 6, java.lang.Integer",
        "BIGINT, 19, 0, -5, BIGINT, 19, 0, 20, java.lang.Long",
        "DECIMAL, 12, 2, 3, DECIMAL, 12, 2, 14, java.math.BigDecimal",
        "DECIMAL, 12, 0, 3, DECIMAL, 12, 0, 13, java.math.BigDecimal",
        "DOUBLE, 15, 0, 8, DOUBLE, 15, 0, 24, java.lang.Double",
        "VARCHAR, 255, 0, 12, VARCHAR, 255, 0, 255, java.lang.String",
        "VARCHAR, -1, 0, 12, VARCHAR, 1048576, 0, 1048576, java.lang.String",
        "CHAR, 3, 0, 1, CHAR, 3, 0, 3, java.lang.String",
        "TIMESTAMP, 0, 0, 93, TIMESTAMP, 19, 0, 19, java.sql.Timestamp",
        "TIMESTAMP, 3, 0, 93, TIMESTAMP, 23, 3, 23, java.sql.Timestamp",
        "DATE, 0, 0, 91, DATE, 10, 0, 10, java.sql.Date",
        "TIME, 0, 0, 92, TIME, 8, 0, 8, java.sql.Time",
        "BOOLEAN, 1, 0, 16, BOOLEAN, 1, 0, 5, java.lang.Boolean",
        "INTERVAL_YEAR_MONTH, 2, 0, 1111, INTERVAL YEAR TO MONTH, 10, 0, 12, java.lang.String",
        "INTERVAL_DAY, 2, 0, 1111, INTERVAL DAY, 19, 0, 28, java.lang.String",
        "ARRAY, -1, 0, 2003, INTEGER ARRAY, 0, 0, 1048576, java.sql.Array"
    })
    void typesAreDescribed(
            SqlTypeName type,
            int precision,
            int scale,
            int jdbcType,
            String name,
            int size,
            int digits,
            int displaySize,
            String javaClass)
            throws SQLException {
        ResultSetMetaData columns = of(type, precision, scale);
        assertThat(columns.getColumnType(1)).isEqualTo(jdbcType);
        assertThat(columns.getColumnTypeName(1)).isEqualTo(name);
        assertThat(columns.getPrecision(1)).isEqualTo(size);
        assertThat(columns.getScale(1)).isEqualTo(digits);
        assertThat(columns.getColumnDisplaySize(1)).isEqualTo(displaySize);
        assertThat(columns.getColumnClassName(1)).isEqualTo(javaClass);
    }

    @ParameterizedTest
    @EnumSource(SqlTypeName.class)
    void everyTypeOfTheEngineIsDescribed(SqlTypeName type) throws SQLException {
        ResultSetMetaData columns = of(type, -1, 0);
        assertThat(columns.getColumnTypeName(1)).isNotBlank();
        assertThat(columns.getColumnClassName(1)).isNotBlank();
        assertThat(columns.getColumnDisplaySize(1)).isNotNegative();
        assertThat(columns.getPrecision(1)).isNotNegative();
    }

    @Test
    void onlyNumbersAreSignedAndOnlyStringsAreCaseSensitive() throws SQLException {
        assertThat(of(SqlTypeName.INTEGER, 10, 0).isSigned(1)).isTrue();
        assertThat(of(SqlTypeName.VARCHAR, 10, 0).isSigned(1)).isFalse();
        assertThat(of(SqlTypeName.VARCHAR, 10, 0).isCaseSensitive(1)).isTrue();
        assertThat(of(SqlTypeName.INTEGER, 10, 0).isCaseSensitive(1)).isFalse();
    }

    @Test
    void anInvalidColumnIndexIsAnError() {
        assertThatThrownBy(() -> of(SqlTypeName.INTEGER, 10, 0).getColumnLabel(2))
                .isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("07009"));
        assertThatThrownBy(() -> of(SqlTypeName.INTEGER, 10, 0).isReadOnly(0)).isInstanceOf(SQLException.class);
    }
}
