package agentsession.cache;

import static agentsession.cache.CacheFixture.NOW;
import static agentsession.cache.CacheFixture.ids;
import static agentsession.cache.CacheFixture.part;
import static org.assertj.core.api.Assertions.assertThat;

import agentsession.Soak;
import agentsession.Waiting;
import agentsession.cache.FakeService.Session;
import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.ReportColumn;
import agentsession.report.RequestPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which reports are kept within three megabytes, with sessions of a kilobyte each. */
final class CacheSizeTest {
    private static final long LIMIT = 3L << 20;
    private static final LocalDateTime FIRST = NOW.minusDays(100);

    @TempDir
    private Path directory;

    private final FakeService service = new FakeService();
    private final CancellationToken token = new CancellationToken();
    private CacheFixture cache;
    private ReportCache connection;

    /** One session a minute. */
    @BeforeEach
    void manySessions() {
        cache = new CacheFixture(directory);
        connection = cache.connect(service, "cacheSize", "3");
        Random random = new Random(1);
        for (int i = 0; i < 8_000; i++) {
            LocalDateTime login = FIRST.plusMinutes(i);
            StringBuilder text = new StringBuilder();
            while (text.length() < 1_000) {
                text.append(Long.toString(random.nextLong(), Character.MAX_RADIX));
            }
            service.add(new Session(
                    1, "Team", FakeService.text(login), FakeService.text(login.plusHours(1)), i, text.toString()));
        }
    }

    @AfterEach
    void nothingIsLeft() {
        connection.close();
        Waiting.await().ignoreExceptions().until(() -> bytes() == 0 && cache.pool.used() == 0);
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static RequestPlan.Part minutes(int first, int end) {
        return part(FIRST.plusMinutes(first), FIRST.plusMinutes(end - 1));
    }

    private static List<Long> numbers(int first, int end) {
        return LongStream.range(first, end).boxed().toList();
    }

    private int requests(RequestPlan.Part part) {
        int before = service.requests().size();
        cache.ids(connection, part);
        return service.requests().size() - before;
    }

    private ReportRows open(ReportReads reads, RequestPlan.Part part) {
        return reads.read(List.of(part), List.of(ReportColumn.LOGIN_SESSION_ID), cache.warnings::add, token);
    }

    @Test
    void theLeastRecentlyUsedReportMakesPlace() throws IOException {
        RequestPlan.Part a = minutes(0, 1_100);
        RequestPlan.Part b = minutes(2_000, 3_100);
        RequestPlan.Part c = minutes(4_000, 5_100);
        assertThat(requests(a) + requests(b) + requests(a)).isEqualTo(2);
        assertThat(requests(c)).isEqualTo(1);
        assertThat(bytes()).isEqualTo(cache.pool.used()).isLessThanOrEqualTo(LIMIT);

        assertThat(requests(a) + requests(c)).isZero();
        assertThat(requests(b)).isEqualTo(1);
        assertThat(connection.requests()).extracting(ReportUse::held).containsExactly(false, false, true, true);
    }

    @Test
    void aLargerReportIsReadWholeButNotKept() throws IOException {
        try (ReportReads reads = connection.statement(List.of());
                ReportRows rows = open(reads, minutes(0, 8_000))) {
            List<Long> read = ids(rows, 1);
            while (read.size() < 8_000) {
                assertThat(bytes()).isLessThanOrEqualTo(LIMIT);
                read.addAll(ids(rows, 1));
            }
            assertThat(read).isEqualTo(numbers(0, 8_000));
            assertThat(rows.next()).isNull();
        }
        assertThat(cache.pool.used()).isZero();
        assertThat(requests(minutes(0, 8_000))).isEqualTo(1);
        assertThat(cache.warnings).isEmpty();
    }

    /** Two results that a thread reads alternately would otherwise wait for each other. */
    @Test
    void aLargerReportIsKeptForItsReadersIfThereAreSeveral() throws InterruptedException {
        service.stopAfter(100);
        try (ReportReads first = connection.statement(List.of());
                ReportRows slow = open(first, minutes(0, 8_000));
                ReportReads second = connection.statement(List.of());
                ReportRows fast = open(second, minutes(0, 8_000))) {
            List<Long> ofSlow = ids(slow, 100);
            List<Long> ofFast = ids(fast, 1);
            service.resume();
            ofFast.addAll(ids(fast, Integer.MAX_VALUE));
            ofSlow.addAll(ids(slow, Integer.MAX_VALUE));
            assertThat(ofFast).isEqualTo(numbers(0, 8_000));
            assertThat(ofSlow).isEqualTo(numbers(0, 8_000));
        }
        assertThat(service.requests()).hasSize(1);
        Waiting.await().until(() -> cache.pool.used() == 0);
    }

    @Test
    void aLargerReportIsKeptForAStatementThatReadsItTwice() {
        try (ReportReads reads = connection.statement(List.of(minutes(0, 8_000)))) {
            assertThat(cache.ids(reads, minutes(0, 7_900))).isEqualTo(numbers(0, 7_900));
            assertThat(cache.ids(reads, minutes(10, 8_000))).isEqualTo(numbers(10, 8_000));
        }
        assertThat(service.requests()).hasSize(1);
        assertThat(cache.pool.used()).isZero();
    }

    private void leaveAfter(int rows, RequestPlan.Part part) throws InterruptedException {
        service.stopAfter(rows);
        try (ReportReads reads = connection.statement(List.of());
                ReportRows open = open(reads, part)) {
            assertThat(ids(open, rows)).hasSizeGreaterThanOrEqualTo(rows);
            service.awaitStop();
        }
    }

    @Test
    void aDownloadWithoutReadersMakesPlace() throws InterruptedException {
        leaveAfter(2_200, minutes(0, 2_300));
        assertThat(cache.pool.used()).isPositive();
        assertThat(requests(minutes(3_000, 5_000))).isEqualTo(1);

        Waiting.await().until(() -> connection.requests().get(0).status().equals("cancelled"));
        assertThat(requests(minutes(3_000, 5_000))).isZero();
    }

    @Test
    void aLargerDownloadWithoutReadersEnds() throws InterruptedException {
        leaveAfter(100, minutes(0, 8_000));
        service.resume();

        Waiting.await().until(() -> connection.requests().get(0).status().equals("cancelled"));
        assertThat(connection.requests().get(0).held()).isFalse();
    }

    @Test
    void readersOfReportsThatTogetherAreTooLargeGetAllRows() {
        List<ReportReads> statements = new ArrayList<>();
        List<ReportRows> open = new ArrayList<>();
        List<List<Long>> read = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            statements.add(connection.statement(List.of()));
            open.add(open(statements.get(i), minutes(i * 2_000, (i + 1) * 2_000)));
            read.add(ids(open.get(i), 1));
        }
        for (int i = 3; i >= 0; i--) {
            read.get(i).addAll(ids(open.get(i), Integer.MAX_VALUE));
            assertThat(read.get(i)).isEqualTo(numbers(i * 2_000, (i + 1) * 2_000));
        }
        statements.forEach(ReportReads::close);
        assertThat(cache.pool.used()).isLessThanOrEqualTo(LIMIT);
    }

    /** Reports are evicted, outgrow the cache, are left and cancelled while others read them. */
    @Test
    void manyThreadsGetTheirRowsWhateverHappensToTheReports() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> queries = new ArrayList<>();
            for (int thread = 0; thread < 6; thread++) {
                Random random = new Random(thread);
                queries.add(threads.submit(() -> {
                    for (int i = 0; i < Soak.size(12, 40); i++) {
                        query(random);
                    }
                }));
            }
            for (Future<?> query : queries) {
                query.get();
            }
        } finally {
            threads.shutdownNow();
        }
        Waiting.await().until(() -> cache.pool.used() <= LIMIT);
    }

    private void query(Random random) {
        int first = random.nextInt(8) * 1_000;
        int end = Math.min(8_000, first + (1 + random.nextInt(5)) * 1_000);
        RequestPlan.Part part = minutes(first, end);
        CancellationToken own = new CancellationToken();
        try (ReportReads reads = connection.statement(random.nextInt(5) == 0 ? List.of(minutes(0, 8_000)) : List.of());
                ReportRows rows =
                        reads.read(List.of(part), List.of(ReportColumn.LOGIN_SESSION_ID), cache.warnings::add, own)) {
            switch (random.nextInt(6)) {
                case 0 -> rows.next();
                case 1 -> {
                    rows.next();
                    own.cancel(new DriverException(SqlState.QUERY_CANCELED, "stop"));
                }
                default -> assertThat(ids(rows, Integer.MAX_VALUE)).isEqualTo(numbers(first, end));
            }
        }
    }
}
