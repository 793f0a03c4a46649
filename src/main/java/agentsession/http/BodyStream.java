package agentsession.http;

import agentsession.text.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a response body as they arrive; it buffers a few batches.
 *
 * <p>Unlike the JDK's {@code BodySubscribers.ofInputStream()}, it returns all bytes received before a failure, and an
 * interrupt aborts a blocked read (JDK 17 ignores it). For one reading thread; any thread may call {@link #close}.
 */
final class BodyStream extends BulkInputStream implements BodySubscriber<InputStream> {
    private static final List<ByteBuffer> END = List.of();

    /** A batch of the JDK is up to 48 KB. */
    private static final int MAX_BATCHES = 8;

    /** Contains batches without empty buffers, and the ends that {@link #close} adds. */
    private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();

    private final Duration readTimeout;
    private volatile long bytes;
    private volatile @Nullable Subscription subscription;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    private Iterator<ByteBuffer> batch = Collections.emptyIterator();
    private ByteBuffer current = ByteBuffer.allocate(0);
    private boolean ended;
    /** The number of batches requested and not taken. */
    private int requested = 1;

    /** @param readTimeout the maximum wait for the next byte; zero for none */
    BodyStream(Duration readTimeout) {
        this.readTimeout = readTimeout;
    }

    /** The number of bytes received. */
    long bytes() {
        return bytes;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        subscription = newSubscription;
        if (closed) {
            newSubscription.cancel();
        } else {
            newSubscription.request(1);
        }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // calls are serial
    public void onNext(List<ByteBuffer> buffers) {
        List<ByteBuffer> filled = new ArrayList<>(buffers.size());
        for (ByteBuffer buffer : buffers) {
            if (buffer.hasRemaining()) {
                bytes += buffer.remaining();
                filled.add(buffer);
            }
        }
        Subscription source = subscription;
        if (!filled.isEmpty()) {
            arrived.add(filled);
        } else if (source != null) {
            source.request(1);
        }
    }

    @Override
    public void onError(Throwable throwable) {
        failure = throwable;
        arrived.add(END);
    }

    @Override
    public void onComplete() {
        arrived.add(END);
    }

    /** At least 1 if a read does not have to wait. */
    @Override
    public int available() {
        return Math.max(current.remaining(), batch.hasNext() || !arrived.isEmpty() ? 1 : 0);
    }

    @Override
    protected int readBytes(byte[] bytes, int offset, int length) throws IOException {
        if (!await()) {
            return -1;
        }
        int count = Math.min(length, current.remaining());
        current.get(bytes, offset, count);
        return count;
    }

    /** Waits for the next byte; returns false at the end of the body. */
    private boolean await() throws IOException {
        while (!closed && !current.hasRemaining() && !ended) {
            if (batch.hasNext()) {
                current = batch.next();
            } else {
                takeBatch();
            }
        }
        if (closed) {
            throw new IOException("The download was cancelled");
        }
        Throwable broken = failure;
        if (ended && broken != null) {
            throw new IOException(TransportFailure.reason(broken), broken);
        }
        return !ended;
    }

    private void takeBatch() throws IOException {
        @Nullable List<ByteBuffer> next;
        try {
            next = readTimeout.isZero() ? arrived.take() : arrived.poll(readTimeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted =
                    new InterruptedIOException("The thread was interrupted while reading the response");
            interrupted.initCause(e);
            throw interrupted;
        }
        if (next == null) {
            close();
            throw HttpExchange.readTimedOut(readTimeout);
        }
        if (next.isEmpty()) {
            ended = true;
            return;
        }
        batch = next.iterator();
        requested--;
        requestMore();
    }

    /**
     * Requests further batches, so that the client rarely has to wait for this thread. The first one is requested alone: a
     * failure after it could come before the response itself, whose rows would be lost.
     */
    private void requestMore() {
        Subscription source = subscription;
        if (source != null && requested <= MAX_BATCHES / 2) {
            source.request(MAX_BATCHES - requested);
            requested = MAX_BATCHES;
        }
    }

    /** Closes the connection, unless the body is complete; a blocked read fails. */
    @Override
    public void close() {
        closed = true;
        Subscription source = subscription;
        if (source != null) {
            source.cancel();
        }
        arrived.add(END);
    }
}
