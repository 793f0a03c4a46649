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
 * A report service on the loopback interface, with the invented sessions of a call centre.
 *
 * <p>It answers {@code POST {base}/api/v1/admin/accounts/{accountId}/reportsStreaming} and {@code GET
 * {base}/api/v1/admin/accounts}. It holds log-ins and log-outs as instants to the second, filters on them with the
 * criteria's timestamps, both included, as wall clock of the criteria's zone, and shows minutes of that zone. The same
 * seed, now and size give the same sessions, in the order of their log-in.
 *
 * <p>Its threads are daemons. Safe for use by many threads.
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
        // The server's own thread is a daemon if the one that starts it is.
        Thread starter = daemon(server::start, "agentsession-demo-start");
        starter.start();
        joinUninterruptibly(starter);
    }

    /**
     * Starts a service on a free port.
     *
     * @param seed another seed is another call centre
     * @param sessions how many there are; 0 for the natural size of some 15 thousand
     * @param clock its instant is the service's "now"; the sessions are of the 90 days before
     * @throws DriverException if there is no port to be had
     */
    public static DemoService start(long seed, long sessions, Clock clock) {
        return start(DemoSettings.of(seed, sessions, clock), List.of(), () -> ReportObserver.NONE);
    }

    /**
     * Starts a service that is watched.
     *
     * @param filters each request passes them
     * @param observers makes the observer of a report, on the thread that answers, before the response begins
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

    /** Such as {@code http://127.0.0.1:40123}, what stands before {@code /api}. */
    public URI baseUri() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }

    /** An account that exists. */
    public String accountId() {
        return settings.accountIds().isEmpty()
                ? "99990001"
                : settings.accountIds().get(0);
    }

    /** Stops at once: answers under way break off. Harmless when repeated. */
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
