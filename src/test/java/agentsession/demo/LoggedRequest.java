package agentsession.demo;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request that an {@link ObservedDemo} received, and the progress of its response; the counters are live. */
public final class LoggedRequest {

    /** The state of the response. */
    public enum State {
        OPEN,
        /** Sent completely, whether a report or an error. */
        COMPLETE,
        /** Aborted, because the client disconnected or the service was closed. */
        BROKEN
    }

    private static final Pattern ACCOUNT = Pattern.compile("/accounts/([^/]+)");

    private final String method;
    private final String path;
    private final Map<String, List<String>> headers;
    private final String body;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile int status;
    private volatile @Nullable RequestedCriteria criteria;
    private volatile long sessionsExamined;
    private volatile long rowsWritten;
    private volatile long bytesSent;
    private volatile State state = State.OPEN;

    LoggedRequest(String method, String path, Map<String, List<String>> headers, String body) {
        this.method = method;
        this.path = path;
        this.headers = headers;
        this.body = body;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** The value of a header; null if it was not sent. */
    public @Nullable String header(String name) {
        // The server stores names in this case.
        String key = name.substring(0, 1).toUpperCase(Locale.ROOT)
                + name.substring(1).toLowerCase(Locale.ROOT);
        List<String> values = headers.get(key);
        return values == null ? null : String.join(", ", values);
    }

    public String body() {
        return body;
    }

    /** The HTTP status of the response; 0 until it is sent. */
    public int status() {
        return status;
    }

    /** The account in the path; null if there is none. */
    public @Nullable String accountId() {
        Matcher account = ACCOUNT.matcher(path);
        return account.find() ? account.group(1) : null;
    }

    /** The criteria of a report request; null if it was refused, or is another request. */
    public @Nullable RequestedCriteria criteria() {
        return criteria;
    }

    /** The number of sessions that the service examined; more than the rows if agents or teams are selected. */
    public long sessionsExamined() {
        return sessionsExamined;
    }

    /** The number of rows written to the network. */
    public long rowsWritten() {
        return rowsWritten;
    }

    /** The number of bytes of the body written to the network, after compression. */
    public long bytesSent() {
        return bytesSent;
    }

    public State state() {
        return state;
    }

    /**
     * Waits until the response is complete or broken.
     *
     * @return false if the timeout expires first
     */
    public boolean awaitEnd(Duration timeout) throws InterruptedException {
        return end.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Parses the body, which must be a valid report request. */
    void parseCriteria() {
        criteria = RequestedCriteria.of(body);
    }

    void responds(int httpStatus) {
        status = httpStatus;
    }

    /** Called by the thread that sends the response only, like {@link #sent}. */
    void progress(long rows, long examined) {
        rowsWritten = rows;
        sessionsExamined = examined;
    }

    void sent(long bytes) {
        bytesSent = bytes;
    }

    void end(State last) {
        state = last;
        end.countDown();
    }

    @Override
    public String toString() {
        return method + " " + path + " " + status + " " + state + ", rows " + rowsWritten + ", bytes " + bytesSent;
    }
}
