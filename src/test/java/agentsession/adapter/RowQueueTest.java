package agentsession.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The timeout only catches a hang. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RowQueueTest {
    private final DriverException reason = new DriverException(SqlState.QUERY_CANCELED, "Cancelled.");
    private final CancellationToken token = new CancellationToken();
    private final RowQueue<Integer> queue = new RowQueue<>(2, token);

    @Test
    void itemsAreTakenInOrderAndThenNull() {
        queue.put(1);
        queue.put(2);
        queue.complete();

        assertThat(queue.take()).isEqualTo(1);
        assertThat(queue.take()).isEqualTo(2);
        assertThat(queue.take()).isNull();
        assertThat(queue.take()).isNull();
    }

    @Test
    void aFailureIsThrownAfterTheItems() {
        queue.put(1);
        queue.fail(reason);

        assertThat(queue.take()).isEqualTo(1);
        assertThatThrownBy(queue::take).isSameAs(reason);
        assertThatThrownBy(queue::take).isSameAs(reason);
    }

    @Test
    void aSlowConsumerStopsTheProducer() throws Exception {
        FutureTask<Void> producer = started(() -> {
            for (int i = 1; i <= 100; i++) {
                queue.put(i);
            }
            queue.complete();
        });

        for (int i = 1; i <= 97; i++) {
            assertThat(queue.take()).isEqualTo(i);
            assertThat(producer.isDone()).isFalse();
        }
        assertThat(queue.take()).isEqualTo(98);
        producer.get();
        assertThat(queue.take()).isEqualTo(99);
        assertThat(queue.take()).isEqualTo(100);
        assertThat(queue.take()).isNull();
    }

    @Test
    void cancellingWakesAProducer() {
        queue.put(1);
        queue.put(2);
        FutureTask<Void> producer = started(() -> queue.put(3));

        token.cancel(reason);

        assertThatThrownBy(producer::get).hasCause(reason);
    }

    @Test
    void cancellingWakesAConsumer() {
        FutureTask<Void> consumer = started(queue::take);

        token.cancel(reason);

        assertThatThrownBy(consumer::get).hasCause(reason);
    }

    @Test
    void theItemsOfACancelledQueueAreDiscarded() {
        queue.put(1);
        token.cancel(reason);

        assertThatThrownBy(queue::take).isSameAs(reason);
        assertThatThrownBy(() -> queue.put(2)).isSameAs(reason);
    }

    private static FutureTask<Void> started(Runnable work) {
        FutureTask<Void> task = new FutureTask<>(work, null);
        new Thread(task).start();
        return task;
    }
}
