package agentsession.jdbc;

import static agentsession.jdbc.ResultSets.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.Statement;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AgentSessionConnectionTest {
    private final FakeDriverSession session = new FakeDriverSession();
    private final Connection connection = session.connection();

    private static void assertState(ThrowingCallable call, String state) {
        assertThatThrownBy(call)
                .isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo(state));
    }

    @Test
    void closingClosesStatementsResultSetsAndTheSession() throws SQLException {
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select");
        connection.close();
        connection.close();
        assertThat(rows.isClosed()).isTrue();
        assertThat(statement.isClosed()).isTrue();
        assertThat(session.lastRun().closed).isTrue();
        assertThat(session.closed).isTrue();
        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void aClosedConnectionThrowsExceptions() throws SQLException {
        connection.close();
        assertThatThrownBy(connection::createStatement)
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasMessage("The connection is closed");
        assertState(connection::getMetaData, "08003");
        assertState(() -> connection.prepareStatement("select"), "08003");
        assertState(connection::commit, "08003");
        assertThat(connection.isValid(1)).isFalse();
        assertThatThrownBy(() -> connection.setClientInfo("ApplicationName", "x"))
                .isInstanceOf(SQLClientInfoException.class);
    }

    @Test
    void metadataOfAClosedConnectionThrowsExceptions() throws SQLException {
        var metadata = connection.getMetaData();
        connection.close();
        assertState(metadata::getTableTypes, "08003");
    }

    @Test
    void transactionsHaveNoEffect() throws SQLException {
        connection.setAutoCommit(false);
        assertThat(connection.getAutoCommit()).isFalse();
        ResultSet rows = connection.createStatement().executeQuery("select");
        assertThat(rows.next()).isTrue();
        connection.commit();
        assertThat(rows.next()).isTrue();
        connection.rollback();
        assertThat(rows.next()).isTrue();
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
        connection.setTransactionIsolation(Connection.TRANSACTION_NONE);
        assertThat((Throwable) connection.getWarnings()).isNull();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_NONE);
        assertThat((Throwable) connection.getWarnings()).hasMessageContaining("remains TRANSACTION_NONE");
        assertState(() -> connection.setTransactionIsolation(3), "22023");
        assertThatThrownBy(connection::setSavepoint).isInstanceOf(SQLFeatureNotSupportedException.class);
    }

    @Test
    void theConnectionIsAlwaysReadOnly() throws SQLException {
        connection.setReadOnly(false);
        assertThat(connection.isReadOnly()).isTrue();
    }

    @Test
    void thereIsOneSchemaAndNoCatalog() throws SQLException {
        connection.setCatalog("x");
        connection.setSchema("x");
        assertThat(connection.getCatalog()).isNull();
        assertThat(connection.getSchema()).isEqualTo("REPORTS");
    }

    @Test
    void theApplicationNameReachesTheSession() throws SQLException {
        connection.setClientInfo("ApplicationName", "Wallboard");
        assertThat(session.applicationNames).containsExactly("Wallboard");
        assertThat(connection.getClientInfo("applicationname")).isEqualTo("Wallboard");
        assertThat(connection.getClientInfo()).containsOnlyKeys("ApplicationName");
        connection.setClientInfo(new Properties());
        assertThat(session.applicationNames).containsExactly("Wallboard", "");
        assertThat(connection.getClientInfo("ApplicationName")).isNull();
        assertThat(messages(connection.getWarnings())).isEmpty();
    }

    @Test
    void unknownClientInfoIsIgnoredWithAWarning() throws SQLException {
        connection.setClientInfo("ClientUser", "me");
        assertThat(messages(connection.getWarnings()))
                .containsExactly(
                        "01000 The unknown client info property 'ClientUser' was ignored; only ApplicationName is supported");
        assertThat(connection.getClientInfo("ClientUser")).isNull();
        connection.clearWarnings();
        assertThat(messages(connection.getWarnings())).isEmpty();
    }

    @Test
    void aScrollableOrUpdatableResultSetIsReplacedWithAWarning() throws SQLException {
        Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE);
        assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
        assertThat(statement.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
        assertThat(messages(connection.getWarnings())).hasSize(2);
        assertState(() -> connection.createStatement(1, ResultSet.CONCUR_READ_ONLY), "22023");
        assertState(() -> connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, 1), "22023");
        assertState(() -> connection.setHoldability(7), "22023");
    }

    @Test
    void theConnectionUnwrapsToItself() throws SQLException {
        assertThat(connection.isWrapperFor(Connection.class)).isTrue();
        assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
        assertThat(connection.isWrapperFor(Statement.class)).isFalse();
        assertState(() -> connection.unwrap(Statement.class), "22023");
        assertThat(connection.isWrapperFor(null)).isFalse();
        assertState(() -> connection.unwrap(null), "22023");
    }

    @Test
    void validityAndTimeoutsAreChecked() throws SQLException {
        assertThat(connection.isValid(0)).isTrue();
        assertState(() -> connection.isValid(-1), "22023");
        assertState(() -> connection.setNetworkTimeout(Runnable::run, -1), "22023");
        assertState(() -> connection.abort(null), "22023");
        assertThat(connection.nativeSQL("{fn NOW()}")).isEqualTo("{fn NOW()}");
    }

    @Test
    void invalidSqlFailsWhenItIsPrepared() {
        assertState(() -> connection.prepareStatement("write"), "25006");
        assertState(() -> connection.prepareStatement(null), "22023");
        assertThatThrownBy(() -> connection.prepareCall("{call x}"))
                .isInstanceOf(SQLFeatureNotSupportedException.class)
                .isNotInstanceOf(SQLSyntaxErrorException.class);
    }
}
