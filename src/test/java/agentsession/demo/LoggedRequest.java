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

/** A request that an {@link ObservedDemo} received, and how far its answer is; the counters are live. */
public final class LoggedRequest {

    /** How far the answer is. */
    public enum State {
        OPEN,
        /** Sent to the end, whether a report or an error. */
        COMPLETE,
        /** The client went away, or the service was closed. */
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

    /** The header's value, or null if it was not sent. */
    public @Nullable String header(String name) {
        // The server keeps names in this one form.
        String key = name.substring(0, 1).toUpperCase(Locale.ROOT)
                + name.substring(1).toLowerCase(Locale.ROOT);
        List<String> values = headers.get(key);
        return values == null ? null : String.join(", ", values);
    }

    public String body() {
        return body;
    }

    /** The HTTP status of the answer; 0 before there is one. */
    public int status() {
        return status;
    }

    /** The account in the path; null if there is none. */
    public @Nullable String accountId() {
        Matcher account = ACCOUNT.matcher(path);
        return account.find() ? account.group(1) : null;
    }

    /** What the report request asked for; null if it was refused, or asked for something else. */
    public @Nullable RequestedCriteria criteria() {
        return criteria;
    }

    /** How many sessions the service looked at in answering; more than the rows where agents or teams select. */
    public long sessionsExamined() {
        return sessionsExamined;
    }

    /** How many rows have been handed to the network. */
    public long rowsWritten() {
        return rowsWritten;
    }

    /** How many bytes of the body have been handed to the network, after compression. */
    public long bytesSent() {
        return bytesSent;
    }

    public State state() {
        return state;
    }

    /**
     * Waits until the answer is over, in whichever way.
     *
     * @return false if it is not, after that time
     */
    public boolean awaitEnd(Duration timeout) throws InterruptedException {
        return end.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** To be called when the body is known to be a request for a report. */
    void asksForReport() {
        criteria = RequestedCriteria.of(body);
    }

    void answers(int httpStatus) {
        status = httpStatus;
    }

    /** To be called by the answering thread alone, as is {@link #sent}. */
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
