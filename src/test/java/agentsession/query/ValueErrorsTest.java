package agentsession.query;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.error.SqlState;
import org.junit.jupiter.api.Test;

final class ValueErrorsTest {
    @Test
    void aDivisionByZeroIsRecognizedWithoutAMessage() {
        assertThat(ValueErrors.of(new ArithmeticException()))
                .hasValueSatisfying(error -> assertThat(error.state()).isEqualTo(SqlState.DIVISION_BY_ZERO));
        assertThat(ValueErrors.of(new ArithmeticException("integer overflow")))
                .hasValueSatisfying(error -> assertThat(error.state()).isEqualTo(SqlState.NUMERIC_VALUE_OUT_OF_RANGE));
    }
}
