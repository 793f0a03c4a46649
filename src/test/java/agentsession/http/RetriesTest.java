package agentsession.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.error.TransientException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetriesTest {
    @ParameterizedTest
    @CsvSource({"0, 250", "1, 500", "2, 1000", "7, 32000", "8, 60000", "20, 60000", "2000, 60000"})
    void waitsDoubleFromAQuarterOfASecondToAMinute(int count, long millis) {
        assertThat(Retries.wait(failure(SqlState.SERVICE_ERROR, null), count, 0))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "1, 10", "3, 40", "4, 60", "20, 60"})
    void waitsAreLongerAfterTooManyRequests(int count, long seconds) {
        assertThat(Retries.wait(failure(SqlState.RATE_LIMITED, null), count, 0)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void waitsAreShortenedByUpToAHalf() {
        assertThat(Retries.wait(failure(SqlState.SERVICE_ERROR, null), 1, 0.5)).isEqualTo(Duration.ofMillis(375));
        assertThat(Retries.wait(failure(SqlState.SERVICE_ERROR, null), 1, 1)).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void retryAfterIsWaitedExactly() {
        Duration retryAfter = Duration.ofSeconds(17);

        assertThat(Retries.wait(failure(SqlState.RATE_LIMITED, retryAfter), 3, 1))
                .isEqualTo(retryAfter);
        assertThat(Retries.wait(failure(SqlState.SERVICE_ERROR, Duration.ZERO), 3, 0))
                .isZero();
    }

    @Test
    void theLastFailureHasTheNumberOfAttempts() {
        Retries retries = new Retries(2);
        TransientException failure = failure(SqlState.RATE_LIMITED, Duration.ZERO);
        retries.await(failure, new CancellationToken());
        retries.await(failure, new CancellationToken());

        assertThat(retries.count()).isEqualTo(2);
        assertThatThrownBy(() -> retries.await(failure, new CancellationToken()))
                .isExactlyInstanceOf(DriverException.class)
                .hasMessageMatching("It failed\\. Failed after 3 attempts in \\d+\\.\\d s\\.");
    }

    @Test
    void aWaitBeyondTheTimeoutIsAnError() {
        TransientException failure = failure(SqlState.RATE_LIMITED, Duration.ofSeconds(40));

        try (CancellationToken token = new CancellationToken()) {
            token.cancelAfter(Duration.ofSeconds(39), failure);

            assertThatThrownBy(() -> new Retries(2).await(failure, token))
                    .hasMessage(
                            "It failed. Failed after one attempt: the next would be in 40 s, after the query timeout.");
        }
    }

    @Test
    void aWaitOfMoreThanFiveMinutesIsAnError() {
        TransientException failure = failure(SqlState.SERVICE_ERROR, Duration.ofSeconds(301));

        assertThatThrownBy(() -> new Retries(2).await(failure, new CancellationToken()))
                .hasMessage("It failed. Failed after one attempt: the service asks to wait 301 s,"
                        + " and the driver waits at most 300 s.");
    }

    @Test
    void cancellingAbortsTheWait() {
        DriverException reason = new DriverException(SqlState.QUERY_CANCELED, "Canceled.");
        CancellationToken token = new CancellationToken();
        token.cancel(reason);

        assertThatThrownBy(() -> new Retries(2).await(failure(SqlState.SERVICE_ERROR, null), token))
                .isSameAs(reason);
    }

    private static TransientException failure(SqlState state, @Nullable Duration retryAfter) {
        return new TransientException(state, "It failed.", null, retryAfter);
    }
}
