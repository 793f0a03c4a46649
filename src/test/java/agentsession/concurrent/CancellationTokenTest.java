package agentsession.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.concurrent.CancellationToken.Registration;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The timeout only catches a hang. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CancellationTokenTest {
    private final DriverException reason = new DriverException(SqlState.QUERY_CANCELED, "Cancelled.");
    private final CancellationToken token = new CancellationToken();

    @Test
    void theFirstReasonIsThrown() {
        token.throwIfCancelled();
        token.cancel(reason);
        token.cancel(new DriverException(SqlState.TIMEOUT, "Too late."));

        assertThat(token.isCancelled()).isTrue();
        assertThatThrownBy(token::throwIfCancelled).isSameAs(reason);
    }

    @Test
    void aParentCancelsItsChildrenAndAChildCancelsNoParent() {
        CancellationToken child = CancellationToken.linkedTo(token);
        CancellationToken other = CancellationToken.linkedTo(token);
        child.cancel(reason);

        assertThat(token.isCancelled()).isFalse();
        assertThat(other.isCancelled()).isFalse();

        token.cancel(reason);

        assertThatThrownBy(other::throwIfCancelled).isSameAs(reason);
    }

    @Test
    void anyParentCancelsAndOneAlreadyCancelledCancelsAtOnce() {
        CancellationToken second = new CancellationToken();
        try (CancellationToken child = CancellationToken.linkedTo(token, second)) {
            second.cancel(reason);

            assertThat(child.isCancelled()).isTrue();
        }
        assertThat(CancellationToken.linkedTo(token, second).isCancelled()).isTrue();
    }

    @Test
    void aClosedChildIsDetached() {
        CancellationToken child = CancellationToken.linkedTo(token);
        child.close();
        token.cancel(reason);

        assertThat(child.isCancelled()).isFalse();
    }

    @Test
    void actionsRunOnceUnlessWithdrawn() {
        List<String> ran = new ArrayList<>();
        Runnable twice = () -> ran.add("twice");
        token.onCancel(twice);
        Registration withdrawn = token.onCancel(twice);
        token.onCancel(twice);
        withdrawn.close();

        token.cancel(reason);
        token.cancel(reason);
        token.onCancel(() -> ran.add("at once")).close();

        assertThat(ran).containsExactly("twice", "twice", "at once");
    }

    @Test
    void aTimeoutCancelsAndIsTheTimeLeft() {
        assertThat(token.timeLeft()).isGreaterThan(Duration.ofDays(10_000));
        CancellationToken child = CancellationToken.linkedTo(token);
        token.cancelAfter(Duration.ofHours(1), reason);

        assertThat(child.timeLeft()).isBetween(Duration.ofMinutes(58), Duration.ofHours(1));

        child.cancelAfter(Duration.ofMillis(1), reason);
        assertThatThrownBy(() -> child.sleep(Duration.ofHours(1))).isSameAs(reason);
        assertThat(token.isCancelled()).isFalse();
        token.close();
    }

    @Test
    void sleepEndsWhenTheTimeIsOver() {
        assertThatCode(() -> token.sleep(Duration.ofMillis(1))).doesNotThrowAnyException();
    }

    @Test
    void cancellingEndsAWaitForAnotherThreadAndNotThatThread() throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        FutureTask<String> wait = new FutureTask<>(() -> token.await(result));
        new Thread(wait).start();

        token.cancel(reason);

        assertThatThrownBy(wait::get).hasCause(reason);
        assertThat(result.isDone()).isFalse();
    }

    @Test
    void awaitGivesTheResultOrTheFailureOfTheOtherThread() {
        assertThat(token.<String>await(CompletableFuture.completedFuture("done")))
                .isEqualTo("done");
        assertThatThrownBy(() -> token.await(CompletableFuture.failedFuture(reason)))
                .isSameAs(reason);
        assertThatThrownBy(() -> token.await(CompletableFuture.failedFuture(new AssertionError("broken"))))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void anInterruptEndsAWaitAndStaysSet() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        FutureTask<Boolean> wait = new FutureTask<>(() -> {
            started.countDown();
            assertThatThrownBy(() -> token.sleep(Duration.ofHours(1)))
                    .isInstanceOfSatisfying(
                            DriverException.class, e -> assertThat(e.state()).isEqualTo(SqlState.QUERY_CANCELED));
            return Thread.currentThread().isInterrupted();
        });
        Thread thread = new Thread(wait);
        thread.start();
        started.await();
        thread.interrupt();

        assertThat(wait.get()).isTrue();
    }
}
