package agentsession.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.config.ServiceAddress;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.CancellationToken;
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
    void allWhoAskOfOneAccountTakeTurns() {
        RateLimiter one = RateLimiter.of(account("1"), HUNDRED_A_SECOND);
        RateLimiter other = RateLimiter.of(account("1"), HUNDRED_A_SECOND);
        long began = System.nanoTime();

        for (int i = 0; i < 5; i++) {
            one.await(new CancellationToken());
            other.await(new CancellationToken());
        }

        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(90));
    }

    @Test
    void accountsDoNotWaitForEachOther() {
        RateLimiter one = RateLimiter.of(account("2"), ONE_A_MINUTE);
        RateLimiter other = RateLimiter.of(account("3"), ONE_A_MINUTE);

        // The second turn of either would be a minute away, which is what the test may take.
        one.await(new CancellationToken());
        other.await(new CancellationToken());
    }

    @Test
    void withoutALimitNoOneWaits() {
        RateLimiter limited = RateLimiter.of(account("4"), ONE_A_MINUTE);
        RateLimiter free = RateLimiter.of(account("4"), OptionalInt.empty());
        limited.await(new CancellationToken());

        for (int i = 0; i < 1_000; i++) {
            free.await(new CancellationToken());
        }
    }

    @Test
    void anEndingEndsTheWaitForATurn() {
        RateLimiter pace = RateLimiter.of(account("5"), ONE_A_MINUTE);
        pace.await(new CancellationToken());
        DriverException reason = new DriverException(SqlState.QUERY_CANCELED, "Canceled.");
        CancellationToken ending = new CancellationToken();
        ending.end(reason);

        assertThatThrownBy(() -> pace.await(ending)).isSameAs(reason);
    }

    private static ReportEndpoint account(String id) {
        return ReportEndpoint.of(new ServiceAddress.Remote(URI.create("http://pace.invalid"), id));
    }
}
