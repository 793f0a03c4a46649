package agentsession.demo;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A report service on the loopback interface, with the generated sessions of a call centre.
 *
 * <p>It serves {@code POST {base}/api/v1/admin/accounts/{accountId}/reportsStreaming} and {@code GET
 * {base}/api/v1/admin/accounts}. Log-in and log-out times have a precision of one second. The timestamps of the criteria,
 * both inclusive, are local times of their time zone; the report shows local times in minutes. Equal seed, time and number
 * of sessions generate equal sessions, ordered by log-in time.
 *
 * <p>Its threads are daemon threads. Thread-safe.
 */
public final class DemoService implements AutoCloseable {
    private final DemoSettings settings;
    private final ExecutorService workers;
    private final HttpServer server;

    private DemoService(DemoSettings settings, List<Filter> filters, Supplier<ReportObserver> observers)
            throws IOException {
        this.settings = settings;
        Instant now = settings.clock().instant();
        CallCentre centre = new CallCentre(settings.seed(), now, settings.sessions());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        workers = Executors.newCachedThreadPool(task -> daemon(task, "agentsession-demo"));
        server.setExecutor(workers);
        ReportResponse report = new ReportResponse(centre, settings, observers);
        server.createContext("/", new Router(settings.accountIds(), accountId(), now, report))
                .getFilters()
                .addAll(filters);
        // The server's thread inherits the daemon status of the thread that starts it.
        Thread starter = daemon(server::start, "agentsession-demo-start");
        starter.start();
        joinUninterruptibly(starter);
    }

    /**
     * Starts a service on a free port.
     *
     * @param seed the seed of the generated data
     * @param sessions the number of sessions; 0 for that of the agents' shifts, about 15,000
     * @param clock the current time at the start; the sessions are those of the 90 days before
     * @throws DriverException (08001) if no port is available
     */
    public static DemoService start(long seed, long sessions, Clock clock) {
        return start(DemoSettings.of(seed, sessions, clock), List.of(), () -> ReportObserver.NONE);
    }

    /**
     * Starts a service with filters and observers.
     *
     * @param filters the filters of all requests
     * @param observers creates the observer of a report, on the thread of the request, before the response begins
     */
    static DemoService start(DemoSettings settings, List<Filter> filters, Supplier<ReportObserver> observers) {
        try {
            return new DemoService(settings, filters, observers);
        } catch (IOException e) {
            throw new DriverException(
                    SqlState.UNABLE_TO_CONNECT,
                    "The demo service cannot listen on the loopback interface: " + e.getMessage(),
                    e);
        }
    }

    /** The base URI, to which {@code /api} is appended, such as {@code http://127.0.0.1:40123}. */
    public URI baseUri() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    /** An existing account. */
    public String accountId() {
        return settings.accountIds().isEmpty()
                ? "99990001"
                : settings.accountIds().get(0);
    }

    /** Stops immediately and aborts responses. Idempotent. */
    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
