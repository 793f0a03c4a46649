package agentsession.cache;

import static agentsession.cache.CacheFixture.NOW;
import static agentsession.cache.CacheFixture.ids;
import static agentsession.cache.CacheFixture.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests are sent, and which rows are returned, with a service that counts the requests. */
final class ReportCacheTest {
    private static final LocalDateTime DAY = NOW.toLocalDate().atStartOfDay();
    private static final RequestPlan.Part TODAY = part(DAY, NOW);
    private static final RequestPlan.Part WEEK = part(DAY.minusDays(7), NOW);

    @TempDir
    private Path directory;

    private final FakeService service = new FakeService();
    private CacheFixture cache;
    private ReportCache connection;

    @BeforeEach
    void oneSessionPerHourOfTenDays() {
        cache = new CacheFixture(directory);
        connection = cache.connect(service);
        for (int hour = 0; hour < 252; hour++) {
            service.add(DAY.minusDays(10).plusHours(hour), hour % 5, hour % 2 == 0 ? "Even" : "Odd");
        }
    }

    /** What no connection holds any more is deleted. */
    @AfterEach
    void nothingIsLeft() throws IOException {
        connection.close();
        Waiting.await().ignoreExceptions().until(() -> files().isEmpty());
        assertThat(cache.pool.used()).isZero();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> !file.equals(directory)).toList();
        }
    }

    private static List<Long> hours(int first, int end) {
        return LongStream.range(first, end).boxed().toList();
    }

    @Test
    void theSameQueryTwiceIsOneRequest() {
        assertThat(cache.ids(connection, WEEK)).isEqualTo(hours(72, 252)).isEqualTo(cache.ids(connection, WEEK));

        assertThat(service.windows()).containsExactly("04-20T00:00..04-27T12:00");
    }

    @Test
    void aNarrowerWindowAgentOrTeamIsNoRequest() {
        cache.ids(connection, WEEK);

        assertThat(cache.ids(connection, part(DAY, DAY.plusHours(2)))).isEqualTo(hours(240, 243));
        assertThat(cache.ids(connection, part(DAY, DAY.plusHours(2), List.of(3), List.of("Odd"))))
                .as("the query filters agents and teams itself")
                .isEqualTo(hours(240, 243));
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void otherAgentsOrTeamsAreRequested() {
        cache.ids(connection, part(DAY, NOW, List.of(1, 2), List.of()));

        cache.ids(connection, part(DAY, NOW, List.of(2), List.of("Odd")));
        assertThat(service.requests()).hasSize(1);
        cache.ids(connection, part(DAY, NOW, List.of(2, 3), List.of()));
        assertThat(service.requests()).hasSize(2);
        cache.ids(connection, part(DAY, NOW, List.of(), List.of("Odd")));
        assertThat(service.requests()).hasSize(3);
        cache.ids(connection, TODAY);
        assertThat(service.requests()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void ofAPartlyCoveredWindowOnlyTheRestIsRequested(boolean byOverlap) {
        if (byOverlap) {
            service.byOverlap();
        }
        cache.ids(connection, part(DAY.minusDays(5), DAY.minusDays(2).minusMinutes(1)));

        assertThat(cache.ids(connection, part(DAY.minusDays(4), NOW)))
                .as("in the order of time, each once")
                .isEqualTo(hours(144, 252));
        assertThat(service.windows()).containsExactly("04-22T00:00..04-24T23:59", "04-25T00:00..04-27T12:00");
    }

    @Test
    void aRestOnBothSidesIsOneRequestOfAll() {
        cache.ids(connection, part(DAY.minusDays(5), DAY.minusDays(4)));

        assertThat(cache.ids(connection, WEEK)).isEqualTo(hours(72, 252));
        assertThat(service.windows()).containsExactly("04-22T00:00..04-23T00:00", "04-20T00:00..04-27T12:00");
    }

    /** The minute in which the first download began may have got more sessions since. */
    @Test
    void aPartlyCoveredWindowIsAskedAgainFromTheMinuteOfTheFirstRequestOn() {
        cache.ids(connection, TODAY);
        cache.time.pass(Duration.ofSeconds(30));
        service.add(NOW, 1, "Odd");

        assertThat(cache.ids(connection, WEEK)).isEqualTo(hours(72, 253));
        assertThat(service.windows()).containsExactly("04-27T00:00..04-27T12:00", "04-20T00:00..04-27T12:00");
    }

    @Test
    void aWindowUntilNowIsAlsoOneUntilLater() {
        cache.ids(connection, TODAY);
        cache.time.pass(Duration.ofSeconds(59));

        assertThat(cache.ids(connection, part(DAY, DAY.plusYears(10)))).isEqualTo(hours(240, 252));
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void aWindowThatEndsBeforeNowIsNotOneUntilLater() {
        cache.ids(connection, part(DAY, NOW.minusMinutes(1)));

        assertThat(cache.ids(connection, part(DAY, NOW))).isEqualTo(hours(240, 252));
        assertThat(service.windows()).containsExactly("04-27T00:00..04-27T11:59", "04-27T12:00..04-27T12:00");
    }

    @Test
    void anOlderReportIsRequestedAgain() {
        cache.ids(connection, TODAY);
        service.add(NOW, 1, "Odd");

        cache.time.pass(Duration.ofMinutes(1));
        assertThat(cache.ids(connection, TODAY)).isEqualTo(hours(240, 252));
        cache.time.pass(Duration.ofNanos(1));
        assertThat(cache.ids(connection, TODAY)).isEqualTo(hours(240, 253));
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void theFilesOfAnOldReportAreDeletedWithTheNextQuery() throws IOException {
        cache.ids(connection, WEEK);
        assertThat(files())
                .filteredOn(file -> file.toString().endsWith(".rows"))
                .hasSize(1);

        cache.time.pass(Duration.ofMinutes(2));
        cache.ids(connection, TODAY);
        cache.time.pass(Duration.ofMinutes(2));
        cache.ids(connection, TODAY);
        assertThat(files())
                .filteredOn(file -> file.toString().endsWith(".rows"))
                .hasSize(1);
    }

    @Test
    void settledDaysStay() {
        connection.close();
        connection = cache.connect(service, "cacheSettledAfter", "P2D");
        cache.ids(connection, WEEK);

        cache.time.pass(Duration.ofHours(1));
        service.add(NOW.plusMinutes(30), 1, "Odd");
        assertThat(cache.ids(connection, part(DAY.minusDays(7), NOW.plusHours(1))))
                .isEqualTo(hours(72, 253));
        cache.time.pass(Duration.ofDays(1));
        assertThat(cache.ids(connection, part(DAY.minusDays(6), NOW.minusDays(3))))
                .isEqualTo(hours(96, 181));
        assertThat(service.windows()).containsExactly("04-20T00:00..04-27T12:00", "04-25T12:00..04-27T13:00");
    }

    /** As a dashboard does, each minute for two days, with a session each hour. */
    @Test
    void aRefreshIsARequestOfTheDaysThatAreNotSettledAndFewReportsAreKept() {
        connection.close();
        connection = cache.connect(service, "cacheSettledAfter", "P1D");
        int step = Soak.size(10, 1);
        for (int minute = 0; minute < 2 * 24 * 60; minute += step) {
            LocalDateTime now = NOW.plusMinutes(minute);
            if (minute % 60 == 30) {
                service.add(now, 1, "Odd");
            }
            RequestPlan.Part part = part(now.minusDays(9), now);
            assertThat(cache.ids(connection, part)).isEqualTo(service.ids(part, service.size()));
            assertThat(cache.ids(connection, part)).hasSizeGreaterThan(200);
            cache.time.pass(Duration.ofMinutes(step));
            cache.time.pass(Duration.ofNanos(1));
        }
        int requests = 2 * 24 * 60 / step;
        assertThat(service.requests()).hasSize(requests);
        assertThat(service.requests().subList(1, requests))
                .allSatisfy(request -> assertThat(Duration.between(
                                request.window().firstMinute(), request.window().lastMinute()))
                        .isLessThan(Duration.ofHours(30)));
        assertThat(connection.group().reports).hasSizeLessThan(40);
    }

    @Test
    void aDayWithAnOpenSessionIsNotSettled() {
        connection.close();
        connection = cache.connect(service, "cacheSettledAfter", "P2D");
        service.add(new Session(1, "Odd", FakeService.text(DAY.minusDays(4)), "", 252, "u"));
        cache.ids(connection, WEEK);

        cache.time.pass(Duration.ofHours(1));
        assertThat(cache.ids(connection, WEEK)).hasSize(181).doesNotHaveDuplicates();
        assertThat(service.windows()).containsExactly("04-20T00:00..04-27T12:00", "04-23T00:00..04-27T12:00");
    }

    @Test
    void aReportWithASessionWithoutLogInAnswersOnlyAlone() {
        service.add(new Session(1, "Odd", "", "", 252, "u"));
        RequestPlan.Part days = part(DAY.minusDays(5), DAY.minusDays(2));

        assertThat(cache.ids(connection, days)).contains(252L);
        assertThat(cache.ids(connection, days)).contains(252L);
        assertThat(service.requests()).hasSize(1);
        assertThat(cache.ids(connection, part(DAY.minusDays(4), NOW)))
                .doesNotHaveDuplicates()
                .contains(252L);
        assertThat(service.windows()).containsExactly("04-22T00:00..04-25T00:00", "04-23T00:00..04-27T12:00");
    }

    @Test
    void connectionsWithTheSameSettingsShareReports() {
        FakeService ofOther = new FakeService();
        ReportCache other = cache.connect(ofOther);
        cache.ids(connection, WEEK);

        assertThat(cache.ids(other, TODAY)).isEqualTo(hours(240, 252));
        assertThat(ofOther.requests()).isEmpty();
        other.close();
        assertThat(ofOther.isClosed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "accessToken, other",
        "agentGroupIds, 1",
        "accountIds, 2",
        "rollupAgent, x",
        "secureAgentIds, 1",
        "timeZone, GMT+01:00",
        "returnType, XML",
        "delimiter, PIPE",
        "proxyHost, proxy.example.com",
        "applicationName, a"
    })
    void connectionsWithOtherSettingsDoNot(String property, String value) {
        FakeService ofOther = new FakeService();
        ofOther.add(NOW, 1, "Odd");
        ReportCache other = cache.connect(ofOther, property, value);
        cache.ids(connection, WEEK);

        try (ReportReads reads = other.statement(List.of());
                CancellationToken token = new CancellationToken();
                ReportRows rows = reads.read(List.of(TODAY), List.of(ReportColumn.TEAM), cache.warnings::add, token)) {
            assertThat(rows.next()).isNotNull();
        } catch (DriverException e) {
            assertThat(property).as("the service sends CSV only").isIn("returnType", "delimiter");
        }
        assertThat(ofOther.requests()).hasSize(1);
        assertThat(other.requests()).hasSize(1);
        other.close();
    }

    @Test
    void twelveQueriesAtOnceAreOneRequest() throws Exception {
        service.stopAfter(100);
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            List<Future<List<Long>>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                answers.add(threads.submit(() -> cache.ids(connection, WEEK)));
            }
            service.awaitStop();
            Waiting.await()
                    .until(() -> connection.requests().stream()
                                    .mapToLong(ReportUse::answers)
                                    .sum()
                            == 11);
            service.resume();
            for (Future<List<Long>> answer : answers) {
                assertThat(answer.get()).isEqualTo(hours(72, 252));
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void rowsAreReadWhileTheReportIsDownloaded() throws Exception {
        service.stopAfter(100);
        try (ReportReads reads = connection.statement(List.of());
                CancellationToken token = new CancellationToken();
                ReportRows slow = open(reads, WEEK, token)) {
            assertThat(ids(slow, 1)).isNotEmpty();
            service.awaitStop();
            try (ReportReads other = connection.statement(List.of());
                    ReportRows fast = open(other, WEEK, token)) {
                assertThat(ids(fast, 100)).isEqualTo(hours(72, 172));
                service.resume();
                assertThat(ids(fast, Integer.MAX_VALUE)).isEqualTo(hours(172, 252));
            }
            assertThat(ids(slow, Integer.MAX_VALUE)).endsWith(251L);
        }
        assertThat(service.requests()).hasSize(1);
    }

    private ReportRows open(ReportReads reads, RequestPlan.Part part, CancellationToken token) {
        return reads.read(List.of(part), List.of(ReportColumn.LOGIN_SESSION_ID), cache.warnings::add, token);
    }

    /** Reads some rows of a report that stops after ten, and leaves. */
    private void readABit(CancellationToken token, boolean cancel) throws InterruptedException {
        service.stopAfter(10);
        leave(token, cancel);
    }

    private void leave(CancellationToken token, boolean cancel) throws InterruptedException {
        try (ReportReads reads = connection.statement(List.of());
                ReportRows rows = open(reads, WEEK, token)) {
            assertThat(ids(rows, 10)).hasSizeGreaterThanOrEqualTo(10);
            service.awaitStop();
            if (cancel) {
                token.cancel(new DriverException(SqlState.QUERY_CANCELED, "stop"));
                assertThatExceptionOfType(DriverException.class)
                        .isThrownBy(rows::next)
                        .withMessage("stop");
            }
        }
    }

    @Test
    void aReportGoesOnWhenItsReaderLeaves() throws Exception {
        readABit(new CancellationToken(), false);

        service.resume();
        assertThat(cache.ids(connection, WEEK)).isEqualTo(hours(72, 252));
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void aReportEndsWhenItsLastReaderIsCancelled() throws Exception {
        readABit(new CancellationToken(), true);

        Waiting.await().until(() -> connection.requests().get(0).status().equals("cancelled"));
        service.resume();
        assertThat(cache.ids(connection, WEEK)).isEqualTo(hours(72, 252));
        assertThat(service.requests()).hasSize(2);
    }

    @Test
    void aReportGoesOnWhenOneOfTwoReadersIsCancelled() throws Exception {
        service.stopAfter(10);
        try (ReportReads reads = connection.statement(List.of());
                CancellationToken token = new CancellationToken();
                ReportRows rows = open(reads, WEEK, token)) {
            assertThat(ids(rows, 1)).isNotEmpty();
            leave(new CancellationToken(), true);
            service.resume();
            assertThat(ids(rows, Integer.MAX_VALUE)).endsWith(251L);
        }
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void aBrokenReportIsAnErrorForAllWhoReadItAndIsRequestedAgain() {
        service.breakAfter(100);
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(DriverException.class)
                    .isThrownBy(() -> cache.ids(connection, WEEK))
                    .withMessage(
                            "The report broke off after 100 rows, so the result is incomplete: reset. Execute the query again.")
                    .satisfies(e -> assertThat(e.state()).isEqualTo(SqlState.CONNECTION_FAILURE));
        }
        service.breakAfter(Long.MAX_VALUE);
        assertThat(cache.ids(connection, WEEK)).hasSize(180);
        assertThat(service.requests()).hasSize(3);
        assertThat(connection.requests()).extracting(ReportUse::status).containsExactly("08006", "08006", "complete");
    }

    @Test
    void aRefusedReportIsAnErrorAndIsRequestedAgain() {
        service.refuse(new DriverException(SqlState.RATE_LIMITED, "wait"));
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> cache.ids(connection, WEEK))
                .withMessage("wait");
        service.refuse(null);

        assertThat(cache.ids(connection, WEEK)).hasSize(180);
        assertThat(connection.requests()).extracting(ReportUse::status).containsExactly("53400", "complete");
    }

    @Test
    void aRequestThatWaitsForTheRateLimitBecomesNoOlder() throws Exception {
        service.holdBack();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<List<Long>> first = threads.submit(() -> cache.ids(connection, WEEK));
            Waiting.await().until(() -> connection.requests().size() == 1);
            assertThat(connection.requests().get(0).status()).isEqualTo("waiting");
            cache.time.pass(Duration.ofMinutes(5));
            Future<List<Long>> second = threads.submit(() -> cache.ids(connection, TODAY));
            Waiting.await().until(() -> connection.requests().get(0).answers() == 1);
            service.send();
            assertThat(first.get()).isEqualTo(hours(72, 252));
            assertThat(second.get()).isEqualTo(hours(240, 252));
        } finally {
            threads.shutdownNow();
        }
        cache.time.pass(Duration.ofMinutes(1));
        cache.ids(connection, WEEK);
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void theLogSaysWhatCameFromWhere() {
        Logger logger = Logger.getLogger("agentsession.cache");
        List<String> messages = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord message) {
                messages.add(message.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Level before = logger.getLevel();
        logger.setLevel(Level.FINE);
        logger.addHandler(handler);
        try {
            cache.ids(connection, part(DAY.minusDays(5), DAY));
            cache.time.pass(Duration.ofSeconds(12));
            cache.ids(connection, WEEK);
            cache.ids(connection, part(DAY.minusDays(4), NOW));
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(before);
        }
        assertThat(messages)
                .containsExactly(
                        "scan: requested 121 rows", "scan: requested 180 rows", "scan: cached 108 rows, 0 s old");
    }

    @Test
    void theRowsBeforeTheBreakAreReturned() {
        service.breakAfter(100);
        try (ReportReads reads = connection.statement(List.of());
                CancellationToken token = new CancellationToken();
                ReportRows rows = open(reads, WEEK, token)) {
            assertThat(ids(rows, 100)).isEqualTo(hours(72, 172));
            assertThatExceptionOfType(DriverException.class).isThrownBy(rows::next);
        }
    }

    @Test
    void aBrokenCellFailsOnlyTheQueriesThatNeedIt() {
        service.add(new Session(7, "Odd", FakeService.text(NOW), "25/25/26 1:00 AM", 252, "u"));
        List<ReportColumn> columns = List.of(ReportColumn.LOGIN_SESSION_ID, ReportColumn.LOGOUT_DTS);

        for (int i = 0; i < 2; i++) {
            assertThat(cache.ids(connection, TODAY)).isEqualTo(hours(240, 253));
            try (ReportReads reads = connection.statement(List.of());
                    CancellationToken token = new CancellationToken();
                    ReportRows rows = reads.read(List.of(TODAY), columns, cache.warnings::add, token)) {
                assertThat(ids(rows, 12)).isEqualTo(hours(240, 252));
                assertThatExceptionOfType(DriverException.class)
                        .isThrownBy(rows::next)
                        .withMessage("Record 13 of the report, column LOGOUT_DTS (Logout DTS): \"25/25/26 1:00 AM\""
                                + " is a date or time that does not exist. Queries that do not use the column are not"
                                + " affected.");
            }
            try (ReportReads reads = connection.statement(List.of());
                    CancellationToken token = new CancellationToken();
                    ReportRows rows = reads.read(
                            List.of(part(DAY, NOW, List.of(1), List.of())), columns, cache.warnings::add, token)) {
                assertThat(ids(rows, Integer.MAX_VALUE)).as("agent 1").isEqualTo(hours(240, 252));
            }
        }
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void theWarningsOfAReportReachEachQueryThatTheyConcern() {
        service.rename("Username", "Frobnicate");
        cache.ids(connection, TODAY);
        cache.ids(connection, TODAY);

        assertThat(cache.warnings)
                .hasSize(2)
                .containsOnly("The report's column \"Frobnicate\" (number 6) is unknown and ignored.");
        try (ReportReads reads = connection.statement(List.of());
                CancellationToken token = new CancellationToken();
                ReportRows rows =
                        reads.read(List.of(TODAY), List.of(ReportColumn.USERNAME), cache.warnings::add, token)) {
            rows.next();
        }
        assertThat(cache.warnings).contains("The report has no column Username; USERNAME is NULL.");
    }

    @Test
    void withoutSharingEachQueryIsARequestWithoutFiles() throws IOException {
        connection.close();
        connection = cache.connect(service, "cacheMaxAge", "PT0S");

        assertThat(cache.ids(connection, WEEK)).isEqualTo(hours(72, 252)).isEqualTo(cache.ids(connection, WEEK));
        assertThat(service.requests()).hasSize(2);
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S", "PT1M"})
    void theScansOfAStatementShareTheCoveringRequestWhateverItsAge(String maxAge) {
        connection.close();
        connection = cache.connect(service, "cacheMaxAge", maxAge);

        try (ReportReads reads = connection.statement(List.of(WEEK))) {
            assertThat(cache.ids(reads, TODAY)).isEqualTo(hours(240, 252));
            cache.time.pass(Duration.ofHours(1));
            service.add(NOW, 1, "Odd");
            assertThat(cache.ids(reads, part(DAY.minusDays(1), NOW))).isEqualTo(hours(216, 252));
            assertThat(cache.ids(reads, TODAY)).isEqualTo(hours(240, 252));
            assertThat(service.windows()).containsExactly("04-20T00:00..04-27T12:00");
            assertThat(cache.ids(reads, part(DAY.minusDays(8), NOW))).hasSize(205);
            assertThat(service.requests()).hasSize(2);
        }
    }

    @Test
    void aScanThatIsRepeatedInAStatementReadsTheSameReport() {
        try (ReportReads reads = connection.statement(List.of())) {
            assertThat(cache.ids(reads, TODAY)).isEqualTo(hours(240, 252));
            cache.time.pass(Duration.ofHours(1));
            service.add(NOW, 1, "Odd");
            assertThat(cache.ids(reads, TODAY)).isEqualTo(hours(240, 252));
        }
        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void theRequestsAreListed() {
        cache.ids(connection, TODAY);
        cache.ids(connection, TODAY);
        cache.time.pass(Duration.ofMinutes(2));
        cache.ids(connection, part(DAY, NOW, List.of(1), List.of("Odd")));

        List<ReportUse> requests = connection.requests();
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0))
                .isEqualTo(new ReportUse(
                        NOW.toInstant(ZoneOffset.UTC), TODAY.request(), "complete", 12, 1_000, 0, 0, 1, false));
        assertThat(requests.get(1).held()).isTrue();
        assertThat(requests.get(1).request().teams()).containsExactly("Odd");
    }

    @Test
    void aDownloadOfAClosedConnectionGoesOnForTheOthers() throws Exception {
        FakeService ofOther = new FakeService();
        ReportCache other = cache.connect(ofOther);
        readABit(new CancellationToken(), false);

        connection.close();
        assertThat(service.isClosed()).isFalse();
        service.resume();
        assertThat(cache.ids(other, WEEK)).isEqualTo(hours(72, 252));
        assertThat(ofOther.requests()).isEmpty();
        Waiting.await().until(service::isClosed);
        other.close();
    }

    @Test
    void theLastConnectionEndsTheDownloads() throws Exception {
        readABit(new CancellationToken(), false);

        connection.close();
        assertThat(service.isClosed()).isTrue();
        Waiting.await().until(() -> connection.requests().get(0).status().equals("cancelled"));
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> cache.ids(connection, WEEK))
                .satisfies(e -> assertThat(e.state()).isEqualTo(SqlState.CONNECTION_CLOSED));
    }

    @Test
    void withAnUnusableFolderQueriesGoOnUncachedWithAWarning() throws IOException {
        connection.close();
        Path file = Files.createFile(directory.resolve("file"));
        connection = cache.connect(service, "cacheDirectory", file.toString());

        for (int i = 1; i <= 2; i++) {
            cache.warnings.clear();
            assertThat(cache.ids(connection, WEEK)).isEqualTo(hours(72, 252));
            assertThat(service.requests()).hasSize(i);
            assertThat(cache.warnings)
                    .singleElement()
                    .asString()
                    .startsWith(
                            "The report is not kept for further queries, since its files cannot be written in " + file);
        }
        Files.delete(file);
    }

    /** As a program that cleans the folder for temporary files does. */
    @Test
    void afterItsFilesAreDeletedAReportIsRequestedAgain() throws IOException {
        cache.ids(connection, WEEK);
        List<Path> files = new ArrayList<>(files());
        Collections.reverse(files);
        for (Path file : files) {
            Files.delete(file);
        }

        assertThat(cache.ids(connection, WEEK)).isEqualTo(hours(72, 252)).isEqualTo(cache.ids(connection, WEEK));
        assertThat(service.requests()).hasSize(2);
        assertThat(cache.warnings).isEmpty();
    }

    @Test
    void aThousandAbandonedAndCancelledReadersLeaveNoFileAndNoThread() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            cache.time.pass(Duration.ofSeconds(31));
            RequestPlan.Part part = part(DAY.minusDays(i % 7), NOW.plusDays(i % 3));
            CancellationToken token = new CancellationToken();
            try (ReportReads reads = connection.statement(i % 4 == 0 ? List.of(WEEK) : List.of());
                    ReportRows rows = open(reads, part, token)) {
                if (i % 2 == 0) {
                    assertThat(ids(rows, 1)).isNotEmpty();
                }
                if (i % 3 == 0) {
                    token.cancel(new DriverException(SqlState.QUERY_CANCELED, "stop"));
                }
            }
        }
        connection.close();
        Waiting.await().ignoreExceptions().until(() -> files().isEmpty());
        Waiting.await()
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("agent-session-feed")
                                && connection.requests().stream()
                                        .anyMatch(use -> use.status().equals("running"))));
    }

    /** With sessions added between the queries, and windows that end before, at or after now. */
    @ParameterizedTest
    @CsvSource({"1, ''", "2, PT10M", "3, P1D"})
    void eachAnswerIsAStateOfTheReportThatIsAtMostSoOld(long seed, String settledAfter) {
        connection.close();
        connection = cache.connect(service, "cacheSettledAfter", settledAfter);
        Random random = new Random(seed);
        // The time from which on there are that many sessions.
        NavigableMap<Instant, Integer> states = new TreeMap<>();
        states.put(Instant.EPOCH, service.size());
        int queries = 600;
        for (int i = 0; i < queries; i++) {
            cache.time.pass(Duration.ofSeconds(random.nextInt(30)));
            LocalDateTime now = LocalDateTime.ofInstant(cache.time.now(), ZoneOffset.UTC);
            if (random.nextInt(3) == 0) {
                service.add(now, 1, "Odd");
                states.put(cache.time.now(), service.size());
                cache.time.pass(Duration.ofNanos(1));
            }
            LocalDateTime last = random.nextInt(3) > 0 ? now : now.minusMinutes(random.nextInt(200) - 20L);
            RequestPlan.Part part = part(last.minusMinutes(random.nextInt(3_000)), last);

            List<Long> answer = cache.ids(connection, part);

            Instant oldest = cache.time.now().minus(Duration.ofMinutes(1));
            assertThat(states.tailMap(states.floorKey(oldest), true).values())
                    .as("query %d", i)
                    .anyMatch(size -> answer.equals(service.ids(part, size)));
        }
        assertThat(service.requests().size()).isLessThan(queries / 2);
    }

    @Test
    void theTextOfAKeyHasNoSecret() {
        assertThat(connection.group().key().toString())
                .doesNotContain("accessToken")
                .isEqualTo("reports of Remote[base=https://localhost/voice, accountId=1]");
    }
}
