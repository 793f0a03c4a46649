package agentsession.http;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A client of the JDK with its thread for I/O. When that thread dies, for example because an application has used up the
 * memory, all requests of the client fail or wait forever.
 *
 * @param threads the client's threads before its first request
 */
record RunningClient(HttpClient http, List<Thread> threads) {

    /** Starts a client. The JDK does not tell which thread it starts, so it starts it in a group of its own. */
    static RunningClient start(HttpClient.Builder builder) {
        CompletableFuture<RunningClient> started = new CompletableFuture<>();
        ThreadGroup group = group();
        Thread starter = new Thread(
                group,
                () -> {
                    try {
                        HttpClient http = builder.build();
                        started.complete(new RunningClient(http, others(group)));
                    } catch (Throwable failure) {
                        started.completeExceptionally(failure);
                    }
                },
                "agent-session-http-start");
        starter.setDaemon(true);
        starter.start();
        try {
            return started.join();
        } catch (CompletionException e) {
            Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
            throw e;
        }
    }

    /** A group that ends with its last thread, as groups of later JDKs always do. */
    @SuppressWarnings("removal")
    private static ThreadGroup group() {
        ThreadGroup group = new ThreadGroup("agent-session-http");
        group.setDaemon(true);
        return group;
    }

    private static List<Thread> others(ThreadGroup group) {
        @Nullable Thread[] threads = new @Nullable Thread[group.activeCount() + 1];
        int count = group.enumerate(threads, false);
        return Arrays.stream(threads, 0, count)
                .map(Objects::requireNonNull)
                .filter(thread -> !thread.equals(Thread.currentThread()))
                .toList();
    }

    /** The failure of a request whose client has died. */
    static IOException death() {
        return new IOException(new RejectedExecutionException("The thread of the HTTP client has died"));
    }

    /** Whether an exception is {@link #death}, or that of a client that accepts no more work. */
    static boolean hasDied(Throwable failure) {
        return Throwables.getCausalChain(failure).stream().anyMatch(RejectedExecutionException.class::isInstance);
    }

    boolean isAlive() {
        return threads.stream().allMatch(Thread::isAlive);
    }
}
