package agentsession.cache;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.report.ReportRequest;
import agentsession.report.RequestPlan;
import agentsession.report.WallClock;
import agentsession.service.ReportBody;
import agentsession.service.ReportConsumer;
import agentsession.service.ReportService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A service with sessions that the test changes, which records its requests and may stop or break off a report. */
final class FakeService implements ReportService {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M/d/yyyy h:mm a", Locale.ROOT);
    private static final int LIMIT_SECONDS = 180;

    private final List<Session> sessions = new ArrayList<>();
    private final List<ReportRequest> requests = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile long stopAfter = Long.MAX_VALUE;
    private volatile long breakAfter = Long.MAX_VALUE;
    private volatile CountDownLatch stopped = new CountDownLatch(1);
    private volatile CountDownLatch resume = new CountDownLatch(1);
    private volatile CountDownLatch mayBeSent = new CountDownLatch(0);
    private volatile @Nullable DriverException refusal;
    private volatile boolean byOverlap;
    private volatile String header = "Agent ID,Team,Login DTS,Logout DTS,Login Session ID,Username";

    /** A session; the texts of its times are empty for none, and any other for an invalid one. */
    record Session(int agent, String team, String login, String logout, long id, String user) {
        String line() {
            return agent + "," + team + "," + login + "," + logout + "," + id + "," + user + "\r\n";
        }
    }

    static String text(LocalDateTime time) {
        return TIME.format(time);
    }

    synchronized void add(Session session) {
        sessions.add(session);
    }

    /** Adds a session of an agent, that takes an hour. */
    void add(LocalDateTime login, int agent, String team) {
        add(new Session(agent, team, text(login), text(login.plusHours(1)), size(), "user" + agent));
    }

    synchronized int size() {
        return sessions.size();
    }

    synchronized List<ReportRequest> requests() {
        return List.copyOf(requests);
    }

    /** The windows of the requests, such as {@code 04-27T08:00..04-27T12:00}. */
    List<String> windows() {
        return requests().stream()
                .map(request -> minute(request.window().firstMinute()) + ".."
                        + minute(request.window().lastMinute()))
                .toList();
    }

    private static String minute(LocalDateTime time) {
        return time.toString().substring("2026-".length());
    }

    synchronized void clear() {
        requests.clear();
    }

    void byOverlap() {
        byOverlap = true;
    }

    /** Replaces a column of the header. */
    void rename(String column, String name) {
        header = header.replace(column, name);
    }

    /** Stops reports after some rows, until {@link #resume}. */
    void stopAfter(long rows) {
        resume = new CountDownLatch(1);
        stopped = new CountDownLatch(1);
        stopAfter = rows;
    }

    /** Waits until a report has stopped. */
    void awaitStop() throws InterruptedException {
        if (!stopped.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("No report has stopped");
        }
    }

    void resume() {
        stopAfter = Long.MAX_VALUE;
        resume.countDown();
    }

    /** Lets requests wait, as a rate limit does, until {@link #send}. */
    void holdBack() {
        mayBeSent = new CountDownLatch(1);
    }

    void send() {
        mayBeSent.countDown();
    }

    /** Refuses reports; null for no more. */
    void refuse(@Nullable DriverException reason) {
        refusal = reason;
    }

    /** Breaks reports off after some rows. */
    void breakAfter(long rows) {
        breakAfter = rows;
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public void download(ReportRequest request, ReportConsumer consumer, CancellationToken token) {
        await(mayBeSent, token);
        List<Session> rows;
        synchronized (this) {
            consumer.sending();
            requests.add(request);
            DriverException reason = refusal;
            if (reason != null) {
                throw reason;
            }
            rows = sessions.stream()
                    .filter(session -> selects(request, session))
                    .toList();
        }
        consumer.read(new ReportBody(
                new SequenceInputStream(
                        new ByteArrayInputStream((header + "\r\n").getBytes(StandardCharsets.UTF_8)),
                        new Rows(rows, token)),
                StandardCharsets.UTF_8,
                UnaryOperator.identity()));
        consumer.attempted(1_000, 0);
    }

    private boolean selects(ReportRequest request, Session session) {
        if (!request.agentIds().isEmpty() && !request.agentIds().contains(session.agent)) {
            return false;
        }
        if (!request.teams().isEmpty() && !request.teams().contains(session.team)) {
            return false;
        }
        LocalDateTime login;
        try {
            login = LocalDateTime.parse(session.login, TIME);
        } catch (DateTimeParseException e) {
            return true;
        }
        LocalDateTime end = !byOverlap
                ? login
                : session.logout.isEmpty() ? LocalDateTime.MAX : LocalDateTime.parse(session.logout, TIME);
        return !login.isAfter(request.window().lastMinute())
                && !end.isBefore(request.window().firstMinute());
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /** The rows, one in each read. */
    private final class Rows extends InputStream {
        private final List<Session> rows;
        private final CancellationToken token;
        private byte[] line = {};
        private int at;
        private int next;

        Rows(List<Session> rows, CancellationToken token) {
            this.rows = rows;
            this.token = token;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (at == line.length) {
                if (next == stopAfter) {
                    stop();
                }
                if (next == breakAfter) {
                    throw new IOException("reset");
                }
                if (next == rows.size()) {
                    return -1;
                }
                line = rows.get(next++).line().getBytes(StandardCharsets.UTF_8);
                at = 0;
            }
            int count = Math.min(length, line.length - at);
            System.arraycopy(line, at, bytes, offset, count);
            at += count;
            return count;
        }

        private void stop() {
            stopped.countDown();
            await(resume, token);
        }
    }

    private static void await(CountDownLatch latch, CancellationToken token) {
        CancellationToken.Registration registration = token.onCancel(latch::countDown);
        try {
            if (!latch.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The report was not resumed");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            registration.close();
        }
        token.throwIfCancelled();
    }

    /** The IDs that a report of a part had when there were that many sessions. */
    synchronized List<Long> ids(RequestPlan.Part part, int size) {
        return sessions.subList(0, size).stream()
                .filter(session -> {
                    long minute = minuteOf(LocalDateTime.parse(session.login, TIME));
                    return minute >= part.firstMinute() && minute <= part.lastMinute();
                })
                .map(Session::id)
                .toList();
    }

    static long minuteOf(LocalDateTime time) {
        return WallClock.minute(time);
    }
}
