package agentsession;

import static agentsession.Waiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import agentsession.cache.ReportCache;
import agentsession.cache.ReportReads;
import agentsession.cache.ReportRows;
import agentsession.cache.ReportUse;
import agentsession.cache.store.RowBatch;
import agentsession.concurrent.CancellationToken;
import agentsession.config.ConnectionSettings;
import agentsession.config.JdbcUrl;
import agentsession.connect.AddressedService;
import agentsession.demo.DemoOptions;
import agentsession.demo.DemoRow;
import agentsession.demo.LoggedRequest;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.ReportColumn;
import agentsession.report.RequestPlan;
import agentsession.report.WallClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports are shared over HTTP, without SQL. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SharedReportsIT {
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 20, 18, 0);
    private static final RequestPlan.Part ALL = part(NOW.minusDays(95), NOW);
    private static final int READERS = Soak.size(200, 1_000);

    @TempDir
    private Path directory;

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newFixedThreadPool(12);

    private static RequestPlan.Part part(LocalDateTime first, LocalDateTime last) {
        return RequestPlan.Part.of(
                WallClock.minute(first), WallClock.minute(last), List.of(), List.of(), ZoneId.of("UTC"));
    }

    private ReportCache connect(DemoHost host) {
        Properties properties = new Properties();
        properties.setProperty("cacheDirectory", directory.toString());
        ConnectionSettings settings =
                ConnectionSettings.of(JdbcUrl.parse(host.url()).orElseThrow(), properties);
        return ReportCache.open(settings, AddressedService.open(settings));
    }

    private static List<List<@Nullable Object>> rows(ReportRows rows) {
        List<List<@Nullable Object>> all = new ArrayList<>();
        for (RowBatch batch = rows.next(); batch != null; batch = rows.next()) {
            for (int i = 0; i < batch.size(); i++) {
                all.add(Arrays.asList(batch.row(i)));
            }
        }
        return all;
    }

    private static List<List<@Nullable Object>> rows(ReportCache connection, RequestPlan.Part part) {
        try (ReportReads reads = connection.statement(List.of());
                CancellationToken token = new CancellationToken();
                ReportRows rows = open(reads, part, token)) {
            return rows(rows);
        }
    }

    private static ReportRows open(ReportReads reads, RequestPlan.Part part, CancellationToken token) {
        return reads.read(List.of(part), ReportColumn.ALL, warning -> {}, token);
    }

    private static boolean isWithin(DemoRow row, LocalDateTime first, LocalDateTime last) {
        LocalDateTime login = LocalDateTime.ofInstant(row.login(), ZoneOffset.UTC);
        return !login.isBefore(first) && login.isBefore(last.plusMinutes(1));
    }

    @ParameterizedTest
    @EnumSource(DemoOptions.Selection.class)
    void theRowsAreThoseOfTheReportHoweverTheServiceSelectsAndOrdersThem(DemoOptions.Selection selection) {
        try (DemoHost host = DemoHost.start(DemoOptions.builder()
                        .sessions(10_000)
                        .selection(selection)
                        .rowOrder(DemoOptions.RowOrder.SHUFFLED));
                ReportCache connection = connect(host)) {
            LocalDateTime first = NOW.minusDays(40);
            LocalDateTime last = NOW.minusDays(20);
            assertThat(rows(connection, part(first, last)))
                    .hasSizeGreaterThan(2_000)
                    .containsExactlyInAnyOrderElementsOf(demo(host, first, last));
            assertThat(rows(connection, part(first, NOW))).containsExactlyInAnyOrderElementsOf(demo(host, first, NOW));
            assertThat(rows(connection, part(first.plusDays(5), NOW.minusDays(1))))
                    .containsExactlyInAnyOrderElementsOf(demo(host, first.plusDays(5), NOW.minusDays(1)));
            assertThat(host.service().requests().reports()).hasSize(2);
        }
    }

    private static List<List<@Nullable Object>> demo(DemoHost host, LocalDateTime first, LocalDateTime last) {
        try (Stream<DemoRow> rows = host.service().rows(ZoneOffset.UTC)) {
            return rows.filter(row -> isWithin(row, first, last))
                    .map(DemoRow::values)
                    .toList();
        }
    }

    @Test
    void twelveQueriesOfTwoConnectionsAtOnceAreOneRequest() throws Exception {
        try (DemoHost host = DemoHost.withSessions(5_000);
                ReportCache one = connect(host);
                ReportCache other = connect(host)) {
            host.service().gate().pauseAfter(3_000);
            List<Future<List<List<@Nullable Object>>>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                ReportCache connection = i % 2 == 0 ? one : other;
                answers.add(threads.submit(() -> rows(connection, ALL)));
            }
            host.awaitPaused();
            await().until(() -> answered(one) == 11);
            host.service().gate().release();

            List<List<@Nullable Object>> expected = demo(host, NOW.minusDays(95), NOW);
            for (Future<List<List<@Nullable Object>>> answer : answers) {
                assertThat(answer.get()).isEqualTo(expected);
            }
            assertThat(host.service().requests().reports()).hasSize(1);
            assertThat(one.requests())
                    .isEqualTo(other.requests())
                    .singleElement()
                    .satisfies(use -> {
                        assertThat(use.rows()).isEqualTo(5_000);
                        assertThat(use.bytes())
                                .isEqualTo(
                                        host.service().requests().lastReport().bytesSent());
                    });
        }
    }

    private static long answered(ReportCache connection) {
        return connection.requests().stream().mapToLong(ReportUse::answers).sum();
    }

    @Test
    void theFirstRowsAreReadBeforeTheReportGoesOn() throws Exception {
        try (DemoHost host = DemoHost.withSessions(5_000);
                ReportCache connection = connect(host);
                ReportReads reads = connection.statement(List.of());
                CancellationToken token = new CancellationToken();
                ReportRows rows = open(reads, ALL, token)) {
            host.service().gate().pauseAfter(3);
            RowBatch first = rows.next();
            assertThat(first).isNotNull();
            host.awaitPaused();
        }
    }

    @Test
    void cancellingTheLastReaderEndsTheResponseAndLeavingDoesNot() throws Exception {
        try (DemoHost host = DemoHost.withSessions(20_000);
                ReportCache connection = connect(host)) {
            host.service().gate().pauseAfter(10_000);
            for (boolean cancel : new boolean[] {true, false}) {
                CancellationToken token = new CancellationToken();
                try (ReportReads reads = connection.statement(List.of());
                        ReportRows rows = open(reads, ALL, token)) {
                    rows.next();
                    host.awaitPaused();
                    if (cancel) {
                        token.cancel(new DriverException(SqlState.QUERY_CANCELED, "stop"));
                        assertThatExceptionOfType(DriverException.class).isThrownBy(rows::next);
                        await().until(() ->
                                connection.requests().get(0).status().equals("cancelled"));
                        host.service().gate().release();
                        assertThat(host.awaitEnd().state()).isEqualTo(LoggedRequest.State.BROKEN);
                        host.service().gate().pauseAfter(10_000);
                    }
                }
            }
            host.service().gate().release();
            assertThat(host.awaitEnd().state()).isEqualTo(LoggedRequest.State.COMPLETE);
            assertThat(rows(connection, ALL)).hasSize(20_000);
            assertThat(host.service().requests().reports()).hasSize(2);
        }
    }

    @Test
    void abandonedAndCancelledReadersLeaveNoFileThreadOrResponse() throws Exception {
        try (DemoHost host = DemoHost.withSessions(20_000)) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                int number = i;
                readers.add(threads.submit(() -> {
                    try (ReportCache connection = connect(host)) {
                        abandon(connection, number);
                    }
                }));
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
            await().ignoreExceptions().until(() -> files().isEmpty());
            await().until(() -> host.service().requests().all().stream()
                    .noneMatch(request -> request.state() == LoggedRequest.State.OPEN));
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("agent-session-feed")));
        }
    }

    private static void abandon(ReportCache connection, int number) {
        RequestPlan.Part part = part(NOW.minusDays(number % 90), NOW);
        CancellationToken token = new CancellationToken();
        try (ReportReads reads = connection.statement(number % 5 == 0 ? List.of(ALL) : List.of());
                ReportRows rows = open(reads, part, token)) {
            if (number % 7 != 0) {
                rows.next();
            }
            if (number % 3 == 0) {
                token.cancel(new DriverException(SqlState.QUERY_CANCELED, "stop"));
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> !file.equals(directory)).toList();
        }
    }
}
