package agentsession.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest requests that an {@link ObservedDemo} received, oldest first. */
public final class RequestLog {
    private static final int MAX_REQUESTS = 10_000;

    private final Deque<LoggedRequest> requests = new ArrayDeque<>();

    RequestLog() {}

    /** All requests, including refused ones. */
    public synchronized List<LoggedRequest> all() {
        return List.copyOf(requests);
    }

    /** The valid report requests. */
    public List<LoggedRequest> reports() {
        return all().stream().filter(request -> request.criteria() != null).toList();
    }

    /**
     * The last valid report request.
     *
     * @throws IllegalStateException if there is none
     */
    public LoggedRequest lastReport() {
        List<LoggedRequest> reports = reports();
        if (reports.isEmpty()) {
            throw new IllegalStateException("No report has been requested");
        }
        return reports.get(reports.size() - 1);
    }

    public synchronized void clear() {
        requests.clear();
    }

    synchronized void add(LoggedRequest request) {
        if (requests.size() == MAX_REQUESTS) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }
}
