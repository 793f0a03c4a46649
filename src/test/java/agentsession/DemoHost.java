package agentsession;

import agentsession.demo.DemoOptions;
import agentsession.demo.LoggedRequest;
import agentsession.demo.ObservedDemo;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** A demo service, and connections with its current time. */
final class DemoHost implements AutoCloseable {
    /** A timeout that only a failing test reaches. */
    static final Duration TIMEOUT = Duration.ofMinutes(3);

    private static final Instant NOW = Instant.parse("2026-11-20T18:00:30Z");

    private final ObservedDemo service;

    private DemoHost(ObservedDemo service) {
        this.service = service;
    }

    static DemoHost withSessions(long sessions) {
        return start(DemoOptions.builder().sessions(sessions).gzip(false));
    }

    static DemoHost start(DemoOptions.Builder options) {
        return new DemoHost(ObservedDemo.start(
                options.clock(Clock.fixed(NOW, ZoneOffset.UTC)).build()));
    }

    /** The URL of the service. The lookback is longer than its history, so that a query without bounds reads all of it. */
    String url() {
        return "jdbc:agentsession://localhost:" + service.baseUri().getPort() + "/" + service.accountId()
                + "?tls=false&cacheMaxAge=PT0S&accessToken=t&timeZone=UTC&lookback=P100D&now=" + NOW;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }

    ObservedDemo service() {
        return service;
    }

    /** Waits until a response is paused. */
    void awaitPaused() throws InterruptedException {
        if (!service.gate().awaitPaused(TIMEOUT)) {
            throw new AssertionError(
                    "No response is paused: " + service.requests().all());
        }
    }

    /** Waits until the last response has ended or failed. */
    LoggedRequest awaitEnd() throws InterruptedException {
        LoggedRequest last = service.requests().lastReport();
        if (!last.awaitEnd(TIMEOUT)) {
            throw new AssertionError("The response does not end: " + last);
        }
        return last;
    }

    @Override
    public void close() {
        service.close();
    }
}
