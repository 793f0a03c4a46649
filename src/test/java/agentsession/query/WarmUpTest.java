package agentsession.query;

import static agentsession.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.concurrent.CancellationToken;
import agentsession.concurrent.CurrentToken;
import agentsession.config.ConnectionSettings;
import agentsession.config.JdbcUrl;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WarmUpTest {
    private final WarmUp warmUp = new WarmUp();
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void aQueryEndsTheWarmUpAndWaitsForItsEnd() {
        AtomicInteger steps = new AtomicInteger();
        warmUp.start(
                () -> {
                    while (true) {
                        CurrentToken.throwIfCancelled();
                        steps.incrementAndGet();
                        Thread.onSpinWait();
                    }
                },
                () -> {});
        await().until(() -> steps.get() > 0);

        warmUp.endFor(new CancellationToken());

        int atTheEnd = steps.get();
        warmUp.endFor(new CancellationToken());
        assertThat(steps).hasValue(atTheEnd);
    }

    @Test
    void aCancelledQueryDoesNotWait() {
        warmUp.start(release::await, () -> {});
        CancellationToken query = new CancellationToken();
        query.cancel(new DriverException(SqlState.QUERY_CANCELED, "cancelled by the application"));

        assertThatThrownBy(() -> warmUp.endFor(query)).hasMessage("cancelled by the application");
        release.countDown();
        warmUp.endFor(new CancellationToken());
    }

    @Test
    void aQueryDoesNotWaitForWhatIsIndependent() {
        warmUp.start(() -> {}, release::await);

        warmUp.endFor(new CancellationToken());

        release.countDown();
    }

    @Test
    void afterAFailureQueriesAreExecuted() {
        warmUp.start(
                () -> {
                    throw new NoClassDefFoundError("for the test");
                },
                () -> {
                    throw new NoClassDefFoundError("for the test");
                });

        warmUp.endFor(new CancellationToken());
    }

    @Test
    void itRunsOnce() {
        AtomicInteger runs = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            warmUp.start(runs::incrementAndGet, () -> {});
        }
        warmUp.endFor(new CancellationToken());

        assertThat(runs).hasValue(1);
    }

    @Test
    void itsFunctionsAreThoseOfMostConnections() {
        ConnectionSettings settings =
                ConnectionSettings.of(JdbcUrl.parse("jdbc:agentsession:demo").orElseThrow(), new Properties());

        assertThat(WarmUp.FUNCTIONS).isEqualTo(settings.functions());
    }
}
