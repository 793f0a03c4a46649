package agentsession.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.net.URI;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RateLimiterTest {
    private static final OptionalInt HUNDRED_A_SECOND = OptionalInt.of(6_000);
    private static final OptionalInt ONE_A_MINUTE = OptionalInt.of(1);

    @Test
    void limitersOfOneAddressShareTheLimit() {
        RateLimiter one = RateLimiter.of(address("1"), HUNDRED_A_SECOND);
        RateLimiter other = RateLimiter.of(address("1"), HUNDRED_A_SECOND);
        long began = System.nanoTime();

        for (int i = 0; i < 5; i++) {
            one.acquire(new CancellationToken());
            other.acquire(new CancellationToken());
        }

        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(90));
    }

    @Test
    void addressesHaveSeparateLimits() {
        RateLimiter one = RateLimiter.of(address("2"), ONE_A_MINUTE);
        RateLimiter other = RateLimiter.of(address("3"), ONE_A_MINUTE);

        // The second permit of either would be a minute away, the timeout of the test.
        one.acquire(new CancellationToken());
        other.acquire(new CancellationToken());
    }

    @Test
    void withoutALimitThereIsNoWait() {
        RateLimiter limited = RateLimiter.of(address("4"), ONE_A_MINUTE);
        RateLimiter free = RateLimiter.of(address("4"), OptionalInt.empty());
        limited.acquire(new CancellationToken());

        for (int i = 0; i < 1_000; i++) {
            free.acquire(new CancellationToken());
        }
    }

    @Test
    void cancellingAbortsTheWaitForAPermit() {
        RateLimiter limiter = RateLimiter.of(address("5"), ONE_A_MINUTE);
        limiter.acquire(new CancellationToken());
        DriverException reason = new DriverException(SqlState.QUERY_CANCELED, "Canceled.");
        CancellationToken token = new CancellationToken();
        token.cancel(reason);

        assertThatThrownBy(() -> limiter.acquire(token)).isSameAs(reason);
    }

    private static URI address(String id) {
        return URI.create("http://limited.invalid/" + id);
    }
}
