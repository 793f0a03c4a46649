package agentsession.jdbc;

import static agentsession.jdbc.FakeDriverSession.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.calcite.sql.type.SqlTypeName;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AgentSessionPreparedStatementTest {
    private final FakeDriverSession session = new FakeDriverSession();
    private final Connection connection = session.connection();

    private PreparedStatement prepare(SqlTypeName... types) throws SQLException {
        session.parameters =
                List.of(types).stream().map(FakeDriverSession::parameter).toList();
        return connection.prepareStatement("select " + types.length);
    }

    private static void assertState(ThrowingCallable call, String state) {
        assertThatThrownBy(call)
                .isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo(state));
    }

    @Test
    void parametersAreKeptBetweenExecutions() throws SQLException {
        PreparedStatement statement = prepare(SqlTypeName.INTEGER, SqlTypeName.VARCHAR);
        statement.setInt(1, 5);
        statement.setString(2, "Sales");
        statement.executeQuery();
        assertThat(session.lastRun().values).isEqualTo(row(5, "Sales"));
        statement.setInt(1, 6);
        statement.executeQuery();
        assertThat(session.lastRun().values).isEqualTo(row(6, "Sales"));
        assertThat(session.runs.get(0).values).isEqualTo(row(5, "Sales"));
    }

    @Test
    void theErrorOfAnUnsetParameterNamesIt() throws SQLException {
        PreparedStatement statement = prepare(SqlTypeName.INTEGER, SqlTypeName.INTEGER);
        statement.setInt(1, 5);
        assertThatThrownBy(statement::executeQuery).hasMessage("Parameter 2 of 2 is not set");
        assertState(statement::execute, "07001");
        statement.setNull(2, Types.INTEGER);
        statement.executeQuery();
        assertThat(session.lastRun().values).isEqualTo(row(5, null));
        statement.clearParameters();
        assertThatThrownBy(statement::executeQuery).hasMessage("Parameter 1 of 2 is not set");
    }

    @Test
    void anInvalidParameterIndexIsAnError() throws SQLException {
        PreparedStatement one = prepare(SqlTypeName.INTEGER);
        assertState(() -> one.setInt(0, 1), "07009");
        assertState(() -> one.setInt(2, 1), "07009");
        PreparedStatement none = connection.prepareStatement("select none");
        assertThatThrownBy(() -> prepare().setInt(1, 1)).hasMessage("The statement has no parameters");
        none.close();
    }

    @Test
    void theTypeOfTheParameterOverridesTheTargetType() throws SQLException {
        PreparedStatement statement = prepare(SqlTypeName.INTEGER, SqlTypeName.DECIMAL, SqlTypeName.TIMESTAMP);
        statement.setObject(1, "7", Types.VARCHAR);
        statement.setObject(2, new BigDecimal("1.255"), JDBCType.DECIMAL, 2);
        statement.setObject(3, "2026-01-01", JDBCType.TIMESTAMP);
        statement.executeQuery();
        assertThat(session.lastRun().values)
                .isEqualTo(row(
                        7,
                        new BigDecimal("1.26"),
                        LocalDateTime.of(2026, 1, 1, 0, 0)
                                .toInstant(ZoneOffset.UTC)
                                .toEpochMilli()));
        statement.setObject(2, "1.255", Types.NUMERIC, 2);
        statement.setObject(3, LocalDateTime.of(2026, 1, 1, 0, 0), JDBCType.TIMESTAMP, 0);
        statement.executeQuery();
        assertThat(session.lastRun().values.get(1)).isEqualTo(new BigDecimal("1.26"));
        statement.setObject(2, 1.005, Types.DECIMAL, 1);
        statement.executeQuery();
        assertThat(session.lastRun().values.get(1)).isEqualTo(new BigDecimal("1.0"));
        assertState(() -> statement.setObject(2, "x", Types.DECIMAL, 1), "22018");
        assertState(() -> statement.setObject(4, "x", Types.DECIMAL, 1), "07009");
        assertThatThrownBy(() -> statement.setObject(1, "x", Types.BLOB))
                .isInstanceOf(SQLFeatureNotSupportedException.class);
        assertState(() -> statement.setObject(1, "x", (JDBCType) null), "22023");
    }

    @Test
    void aCalendarGivesTheZoneOfATimestamp() throws SQLException {
        PreparedStatement statement = prepare(SqlTypeName.TIMESTAMP);
        Calendar berlin = Calendar.getInstance(TimeZone.getTimeZone("Europe/Berlin"), Locale.ROOT);
        statement.setTimestamp(1, Timestamp.from(Instant.parse("2026-04-27T10:02:00Z")), berlin);
        statement.executeQuery();
        assertThat(session.lastRun().values)
                .isEqualTo(row(Instant.parse("2026-04-27T12:02:00Z").toEpochMilli()));
    }

    @Test
    void streamsAreReadUpToTheGivenLength() throws SQLException {
        PreparedStatement statement = prepare(SqlTypeName.VARCHAR);
        statement.setCharacterStream(1, new StringReader("abcdef"), 4);
        statement.executeQuery();
        assertThat(session.lastRun().values).isEqualTo(row("abcd"));
        statement.setCharacterStream(1, new StringReader("abcdef"));
        statement.executeQuery();
        assertThat(session.lastRun().values).isEqualTo(row("abcdef"));
    }

    @Test
    void metadataIsAvailableBeforeTheFirstExecution() throws SQLException {
        PreparedStatement statement = prepare(SqlTypeName.TIMESTAMP, SqlTypeName.INTEGER);
        assertThat(statement.getMetaData().getColumnLabel(1)).isEqualTo("A");
        ParameterMetaData parameters = statement.getParameterMetaData();
        assertThat(parameters.getParameterCount()).isEqualTo(2);
        assertThat(parameters.getParameterType(1)).isEqualTo(Types.TIMESTAMP);
        assertThat(parameters.getParameterTypeName(1)).isEqualTo("TIMESTAMP");
        assertThat(parameters.getParameterClassName(1)).isEqualTo("java.sql.Timestamp");
        assertThat(parameters.getPrecision(1)).isEqualTo(19);
        assertThat(parameters.getParameterMode(1)).isEqualTo(ParameterMetaData.parameterModeIn);
        assertThat(parameters.isSigned(2)).isTrue();
        assertThat(parameters.isNullable(2)).isEqualTo(ParameterMetaData.parameterNullable);
        assertState(() -> parameters.getParameterType(3), "07009");
        assertThat(session.runs).isEmpty();
    }

    @Test
    void aPreparedStatementRefusesOtherSql() throws SQLException {
        PreparedStatement statement = prepare(SqlTypeName.INTEGER);
        assertState(() -> statement.executeQuery("select"), "HY010");
        assertState(() -> statement.execute("select"), "HY010");
        assertState(() -> statement.executeUpdate("select"), "HY010");
        assertState(statement::addBatch, "25006");
        assertState(statement::executeUpdate, "HY000");
    }

    @Test
    void aValueOfAnotherTypeIsRefusedWhenItIsSet() throws SQLException {
        PreparedStatement statement = prepare(SqlTypeName.INTEGER);
        assertThatThrownBy(() -> statement.setString(1, "five"))
                .isInstanceOf(SQLDataException.class)
                .hasMessage(
                        "Parameter 1 is of type INTEGER, which 'five' is not. Set a number, or a string such as 12.5.");
        statement.close();
        assertState(() -> statement.setInt(1, 1), "HY010");
    }
}
