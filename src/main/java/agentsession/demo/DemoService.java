package agentsession.demo;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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
    static {
        // The JDK's server sends head and body apart; without this, each short answer waits some 40 ms for the client's
        // acknowledgement of the head. It is read once, by the first server of the JVM.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final DemoOptions options;
    private final CallCentre centre;
    private final RequestLog requests = new RequestLog();
    private final Gate gate = new Gate();
    private final ExecutorService workers;
    private final HttpServer server;

    private DemoService(DemoOptions options) throws IOException {
        this.options = options;
        Instant now = options.clock.instant();
        centre = new CallCentre(options.seed, now, options.sessions);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        workers = Executors.newCachedThreadPool(task -> daemon(task, "agentsession-demo"));
        server.setExecutor(workers);
        server.createContext(
                "/", new Router(options, accountId(), now, new ReportResponse(centre, options, gate), requests));
        // The server's own thread is a daemon if the one that starts it is.
        Thread starter = daemon(server::start, "agentsession-demo-start");
        starter.start();
        joinUninterruptibly(starter);
    }

    /**
     * Starts a service on a free port.
     *
     * @throws DriverException if there is no port to be had
     */
    public static DemoService start(DemoOptions options) {
        try {
            return new DemoService(options);
        } catch (IOException e) {
            throw new DriverException(
                    SqlState.UNABLE_TO_CONNECT,
                    "The demo service cannot listen on the loopback interface: " + e.getMessage(),
                    e);
        }
    }

    /** Such as {@code http://127.0.0.1:40123/voice}, what stands before {@code /api}. */
    public URI baseUri() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        String authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
        return URI.create("http://" + authority + options.basePath);
    }

    /** An account that exists. */
    public String accountId() {
        return options.accountIds.isEmpty() ? "99990001" : options.accountIds.get(0);
    }

    public RequestLog requests() {
        return requests;
    }

    public Gate gate() {
        return gate;
    }

    /** The number of sessions there are. */
    public long size() {
        return centre.schedule().size();
    }

    /** All rows in the order of their log-in, made as they are asked for, without HTTP. */
    public Stream<DemoRow> rows(ZoneId zone) {
        return LongStream.range(0, size())
                .mapToObj(number -> DemoRow.of(centre.session(centre.schedule().stint(number)), zone));
    }

    /** Stops at once: answers under way break off. Harmless when repeated. */
    @Override
    public void close() {
        gate.close();
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
