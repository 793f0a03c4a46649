package agentsession.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The requests that an {@link ObservedDemo} received, oldest first; the newest thousands of them. */
public final class RequestLog {
    private static final int KEPT = 10_000;

    private final Deque<LoggedRequest> requests = new ArrayDeque<>();

    RequestLog() {}

    /** All requests, also those that were refused. */
    public synchronized List<LoggedRequest> all() {
        return List.copyOf(requests);
    }

    /** The requests answered with a report. */
    public List<LoggedRequest> reports() {
        return all().stream().filter(request -> request.criteria() != null).toList();
    }

    /**
     * The last request answered with a report.
     *
     * @throws IllegalStateException if there is none
     */
    public LoggedRequest lastReport() {
        List<LoggedRequest> reports = reports();
        if (reports.isEmpty()) {
            throw new IllegalStateException("No report has been asked for");
        }
        return reports.get(reports.size() - 1);
    }

    public synchronized void clear() {
        requests.clear();
    }

    synchronized void add(LoggedRequest request) {
        if (requests.size() == KEPT) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }
}
