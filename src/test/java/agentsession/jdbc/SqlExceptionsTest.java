package agentsession.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlExceptionsTest {
    private static final Map<String, Class<?>> BY_STATE = Map.of(
            "08006", SQLTransientConnectionException.class,
            "0A000", SQLFeatureNotSupportedException.class,
            "28000", SQLInvalidAuthorizationSpecException.class,
            "25006", SQLNonTransientException.class,
            "53400", SQLTransientException.class,
            "HYT00", SQLTimeoutException.class);
    private static final Map<String, Class<?>> BY_CLASS = Map.of(
            "08", SQLNonTransientConnectionException.class,
            "22", SQLDataException.class,
            "42", SQLSyntaxErrorException.class);

    @ParameterizedTest
    @EnumSource(SqlState.class)
    void theSqlStateDeterminesTheExceptionClass(SqlState state) {
        Throwable cause = new IllegalStateException("below");
        DriverException failure = new DriverException(state, "What to do", cause);
        Class<?> byClass = BY_CLASS.getOrDefault(state.code().substring(0, 2), SQLException.class);
        SQLException thrown = SqlExceptions.of(failure);
        assertThat((Throwable) thrown)
                .isExactlyInstanceOf(BY_STATE.getOrDefault(state.code(), byClass))
                .hasMessage("What to do")
                .hasCause(failure)
                .hasRootCause(cause);
        assertThat(thrown.getSQLState()).isEqualTo(state.code());
    }

    @Test
    void anUnexpectedExceptionIsAGeneralError() {
        SQLException thrown = SqlExceptions.of(new NullPointerException("x"));
        assertThat(thrown.getMessage()).contains("report this with its cause");
        assertThat(thrown.getSQLState()).isEqualTo("HY000");
        assertThat(SqlExceptions.of(new AssertionError("x")).getSQLState()).isEqualTo("HY000");
    }

    @Test
    void aStackOverflowIsAnErrorOfTheStatement() {
        assertThat(SqlExceptions.of(new StackOverflowError()).getMessage()).contains("nested too deeply");
    }

    @Test
    void otherErrorsOfTheJvmAreRethrown() {
        InternalError failure = new InternalError();

        assertThatThrownBy(() -> SqlExceptions.of(failure)).isSameAs(failure);
    }

    @Test
    void outOfMemoryHasASqlStateThatKeepsTheConnection() {
        OutOfMemoryError failure = new OutOfMemoryError();

        assertThat((Throwable) SqlExceptions.of(failure)).hasCause(failure).hasMessageContaining("-Xmx");
        assertThat(SqlExceptions.of(failure).getSQLState()).isEqualTo("53200");
    }
}
