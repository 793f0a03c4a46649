package agentsession.query;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import org.junit.jupiter.api.Test;

final class SqlErrorsTest {
    @Test
    void aStackOverflowOfARunningQueryIsAStatementTooComplex() {
        DriverException error = SqlErrors.ofRunning(new IllegalStateException(new StackOverflowError()));

        assertThat(error.state()).isEqualTo(SqlState.STATEMENT_TOO_COMPLEX);
        assertThat(error).hasMessageContaining("-Xss");
    }

    /** Whether it occurs during planning or execution. */
    @Test
    void aStackOverflowOfAFunctionIsADataException() {
        StackOverflowError overflow = new StackOverflowError();
        overflow.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("java.util.regex.Pattern$Loop", "match", null, 1)});

        assertThat(SqlErrors.ofRunning(overflow).state()).isEqualTo(SqlState.DATA_EXCEPTION);
        assertThat(SqlErrors.ofPreparing(overflow).state()).isEqualTo(SqlState.DATA_EXCEPTION);
        assertThat(SqlErrors.ofPreparing(new StackOverflowError()).state()).isEqualTo(SqlState.STATEMENT_TOO_COMPLEX);
    }
}
