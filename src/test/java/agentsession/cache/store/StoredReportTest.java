package agentsession.cache.store;

import static agentsession.report.ReportColumn.AGENT_ID;
import static agentsession.report.ReportColumn.LOGIN_DTS;
import static agentsession.report.ReportColumn.LOGIN_SESSION_ID;
import static agentsession.report.ReportColumn.LOGOUT_DTS;
import static agentsession.report.ReportColumn.TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import agentsession.Waiting;
import agentsession.concurrent.CancellationToken;
import agentsession.decode.InvalidCell;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.ReportColumn;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are read while they are written, whether there is space on the disk or not. */
final class StoredReportTest {
    private static final List<ReportColumn> COLUMNS = List.of(AGENT_ID, TEAM, LOGIN_SESSION_ID, LOGIN_DTS, LOGOUT_DTS);
    private static final RowRange ALL = new RowRange(0, Long.MAX_VALUE, Set.of(), Set.of());
    private static final long UNLIMITED = Long.MAX_VALUE / 2;
    private static final int ROWS = 20_000;

    @TempDir
    private Path directory;

    private final CancellationToken token = new CancellationToken();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private CacheFolder folder;

    @BeforeEach
    void open() {
        folder = new CacheFolder(directory);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        threads.shutdownNow();
        folder.close();
        assertThat(files()).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private StoredReport report(FakeSpace space) {
        return new StoredReport(COLUMNS, folder, space, false, token);
    }

    /** The row of a number: one log-in in each minute. */
    private static @Nullable Object[] row(long number) {
        return new @Nullable Object[] {
            (int) (number % 300),
            number % 7 == 0 ? null : "Team " + number % 11,
            number,
            number * 60_000,
            number % 13 == 0 ? null : number * 60_000 + 3_600_000
        };
    }

    private static void write(StoredReport report, long first, long end) {
        for (long number = first; number < end; number++) {
            report.append(row(number), true);
            if (number % 100 == 99) {
                report.publish();
            }
        }
    }

    private StoredRows open(StoredReport report, RowRange range) {
        return Objects.requireNonNull(report.open(List.of(LOGIN_SESSION_ID), range, token));
    }

    private static List<Long> read(StoredRows rows, int atLeast) {
        List<Long> read = new ArrayList<>();
        while (read.size() < atLeast) {
            RowBatch batch = rows.next(0);
            if (batch == null) {
                break;
            }
            for (int i = 0; i < batch.size(); i++) {
                read.add((Long) batch.value(i));
            }
        }
        return read;
    }

    private static List<Long> numbers(long first, long end) {
        return LongStream.range(first, end).boxed().toList();
    }

    @Test
    void rowsAreReadBeforeTheirBlockIsFull() {
        StoredReport report = report(new FakeSpace(UNLIMITED));
        StoredRows rows = open(report, ALL);
        write(report, 0, 100);

        assertThat(read(rows, 1)).isEqualTo(numbers(0, 100));
        write(report, 100, 5_000);
        List<Long> rest = read(rows, 4_000);
        report.complete(() -> {});
        rest.addAll(read(rows, Integer.MAX_VALUE));
        assertThat(rest).isEqualTo(numbers(100, 5_000));
        assertThat(read(open(report, ALL), Integer.MAX_VALUE)).isEqualTo(numbers(0, 5_000));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 20_000, 100_000, UNLIMITED})
    void manyThreadsReadAllRowsWhileTheyAreWritten(long space) throws Exception {
        StoredReport report = report(new FakeSpace(space));
        List<Future<List<Long>>> readers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            StoredRows rows = open(report, ALL);
            readers.add(threads.submit(() -> {
                try (rows) {
                    return read(rows, Integer.MAX_VALUE);
                }
            }));
        }
        write(report, 0, ROWS);
        report.complete(() -> {});

        for (Future<List<Long>> reader : readers) {
            assertThat(reader.get()).isEqualTo(numbers(0, ROWS));
        }
    }

    @Test
    void whatWasNotWrittenToAFolderThatCannotBeUsedIsReadToo() throws Exception {
        FakeSpace space = new FakeSpace(UNLIMITED);
        folder = new CacheFolder(directory.resolve("missing"));
        StoredReport report = report(space);
        StoredRows rows = open(report, ALL);
        Future<List<Long>> reader = threads.submit(() -> read(rows, Integer.MAX_VALUE));
        write(report, 0, ROWS);
        report.complete(() -> {});

        assertThat(reader.get()).isEqualTo(numbers(0, ROWS));
        assertThat(space.hasFailed()).isTrue();
        assertThat(space.used()).isZero();
    }

    @Test
    void noRowIsLostIfTheDiskFailsInTheMiddle() throws Exception {
        Path parent = Files.createDirectory(directory.resolve("disk"));
        folder = new CacheFolder(parent);
        FakeSpace space = new FakeSpace(UNLIMITED);
        StoredReport report = report(space);
        StoredRows rows = open(report, ALL);
        StoredRows late = open(report, ALL);
        writeLong(report, 0, 3_000);
        assertThat(space.used()).isPositive();
        MoreFiles.deleteRecursively(parent, RecursiveDeleteOption.ALLOW_INSECURE);
        Future<List<Long>> reader = threads.submit(() -> read(rows, Integer.MAX_VALUE));
        Future<List<Long>> lateReader = threads.submit(() -> read(late, Integer.MAX_VALUE));
        writeLong(report, 3_000, 12_000);
        report.complete(() -> {});

        assertThat(space.hasFailed()).isTrue();
        assertThat(reader.get()).isEqualTo(numbers(0, 12_000));
        assertThat(lateReader.get()).isEqualTo(numbers(0, 12_000));
        rows.close();
        late.close();
        report.discard();
        assertThat(space.used()).isZero();
    }

    /** Writes rows of a kilobyte. */
    private static void writeLong(StoredReport report, int first, int end) {
        for (int number = first; number < end; number++) {
            @Nullable Object[] row = row(number);
            row[1] = Integer.toString(number)
                    .repeat(1_000 / Integer.toString(number).length());
            report.append(row, true);
        }
    }

    @Test
    void withoutSpaceTheSlowestReaderHoldsTheWriterBackAndTheFilesBehindItAreDeleted() throws Exception {
        FakeSpace space = new FakeSpace(100_000);
        StoredReport report = report(space);
        StoredRows rows = open(report, ALL);
        Future<?> writer = threads.submit(() -> {
            write(report, 0, 200_000);
            report.complete(() -> {});
        });
        Waiting.await().until(() -> space.used() + 20_000 > 100_000 && report.rows() > 8_000);
        long written = report.rows();

        List<Long> first = read(rows, 20_000);
        assertThat(written).as("read none").isLessThan(20_000);
        assertThat(space.used()).isZero();
        assertThat(files())
                .filteredOn(file -> file.toString().endsWith(".rows"))
                .isEmpty();
        assertThat(report.open(List.of(TEAM), ALL, token))
                .as("the first rows are gone")
                .isNull();
        first.addAll(read(rows, Integer.MAX_VALUE));
        assertThat(first).isEqualTo(numbers(0, 200_000));
        writer.get();
    }

    @Test
    void aThreadDoesNotWaitForARowThatItKeepsFromBeingWritten() throws Exception {
        StoredReport report = report(new FakeSpace(0));
        StoredRows one = open(report, ALL);
        StoredRows other = open(report, ALL);
        threads.execute(() -> write(report, 0, ROWS));

        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> read(one, Integer.MAX_VALUE))
                .satisfies(e -> assertThat(e.state()).isEqualTo(SqlState.DISK_FULL));
        one.close();
        assertThat(read(other, ROWS)).isEqualTo(numbers(0, ROWS));
    }

    @Test
    void onlyTheRowsOfARangeAreRead() {
        StoredReport report = report(new FakeSpace(UNLIMITED));
        write(report, 0, ROWS);
        StoredRows whileWritten = open(report, new RowRange(19_990, 19_994, Set.of(), Set.of()));
        assertThat(read(whileWritten, 5)).isEqualTo(numbers(19_990, 19_995));
        report.complete(() -> {});

        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            int first = random.nextInt(ROWS);
            int last = first + random.nextInt(5_000);
            try (StoredRows rows = open(report, new RowRange(first, last, Set.of(), Set.of()))) {
                assertThat(read(rows, Integer.MAX_VALUE)).isEqualTo(numbers(first, Math.min(ROWS, last + 1)));
            }
        }
    }

    @Test
    void rowsWithoutALogInAreInEachRange() {
        StoredReport report = report(new FakeSpace(UNLIMITED));
        write(report, 0, 3_000);
        @Nullable Object[] row = row(3_000);
        row[3] = null;
        report.append(row, true);
        report.complete(() -> {});

        assertThat(read(open(report, new RowRange(10, 11, Set.of(), Set.of())), 9))
                .containsExactly(10L, 11L, 3_000L);
        assertThat(report.hasMissingLogins()).isTrue();
    }

    @Test
    void theFirstOpenSessionIsKnown() {
        StoredReport report = report(new FakeSpace(UNLIMITED));
        report.append(row(14), true);
        assertThat(report.firstOpenLogin()).isEqualTo(Long.MAX_VALUE);
        report.append(row(39), true);
        report.append(row(26), true);
        report.append(row(52), true);
        assertThat(report.firstOpenLogin()).isEqualTo(26);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInvalidCellFailsWhoNeedsItAfterTheRowsBefore(boolean stored) {
        StoredReport report = report(new FakeSpace(UNLIMITED));
        write(report, 0, 1_000);
        @Nullable Object[] row = row(1_000);
        row[4] = new InvalidCell(SqlState.DATA_EXCEPTION, "invalid");
        report.append(row, true);
        write(report, 1_001, 1_100);
        if (stored) {
            report.complete(() -> {});
        } else {
            report.publish();
        }
        List<ReportColumn> columns = List.of(LOGIN_SESSION_ID, LOGOUT_DTS);

        assertThat(read(open(report, ALL), 1_100)).isEqualTo(numbers(0, 1_100));
        StoredRows failing = Objects.requireNonNull(report.open(columns, ALL, token));
        assertThat(read(failing, 1_000)).isEqualTo(numbers(0, 1_000));
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(DriverException.class)
                    .isThrownBy(() -> failing.next(0))
                    .withMessage("invalid");
        }
        for (RowRange other : List.of(
                new RowRange(0, 999, Set.of(), Set.of()),
                new RowRange(1_001, 9_999, Set.of(), Set.of()),
                new RowRange(0, 9_999, Set.of(1), Set.of()),
                new RowRange(0, 9_999, Set.of(), Set.of("Team 1")))) {
            assertThat(read(Objects.requireNonNull(report.open(columns, other, token)), 90))
                    .doesNotContain(1_000L);
        }
    }

    @Test
    void aFailureComesAfterTheRowsBefore() {
        StoredReport report = report(new FakeSpace(UNLIMITED));
        StoredRows rows = open(report, ALL);
        write(report, 0, 150);
        report.fail(read -> new DriverException(SqlState.CONNECTION_FAILURE, "after " + read));

        assertThat(read(rows, 150)).isEqualTo(numbers(0, 150));
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> rows.next(10))
                .withMessage("after 160");
        assertThat(report.open(List.of(TEAM), ALL, token)).isNull();
    }

    @Test
    void aCancelledReaderStopsWaiting() throws Exception {
        StoredReport report = report(new FakeSpace(UNLIMITED));
        CancellationToken reader = new CancellationToken();
        StoredRows rows = Objects.requireNonNull(report.open(List.of(TEAM), ALL, reader));
        Future<?> waiting = threads.submit(() -> rows.next(0));

        reader.cancel(new DriverException(SqlState.QUERY_CANCELED, "stop"));
        assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
                .isThrownBy(waiting::get)
                .withMessageContaining("stop");
    }

    @Test
    void anInterruptedReaderReadsOnAndDisturbsNoOther() {
        StoredReport report = report(new FakeSpace(UNLIMITED));
        write(report, 0, ROWS);
        report.complete(() -> {});
        StoredRows other = open(report, ALL);
        List<Long> ofOther = read(other, 1);

        Thread.currentThread().interrupt();
        List<Long> interrupted = read(open(report, ALL), Integer.MAX_VALUE);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted).isEqualTo(numbers(0, ROWS));
        ofOther.addAll(read(other, Integer.MAX_VALUE));
        assertThat(ofOther).isEqualTo(numbers(0, ROWS));
    }

    @Test
    void discardedRowsAreDeletedWhenTheLastReaderCloses() throws IOException {
        FakeSpace space = new FakeSpace(UNLIMITED);
        StoredReport report = report(space);
        write(report, 0, ROWS);
        report.complete(() -> {});
        StoredRows rows = open(report, ALL);

        report.discard();
        assertThat(report.open(List.of(TEAM), ALL, token)).isNull();
        assertThat(read(rows, Integer.MAX_VALUE)).hasSize(ROWS);
        assertThat(space.isDeleted()).isFalse();
        rows.close();
        assertThat(space.isDeleted()).isTrue();
        assertThat(space.used()).isZero();
        assertThat(files())
                .filteredOn(file -> file.toString().endsWith(".rows"))
                .isEmpty();
    }

    @Test
    void rowsOfLongTextMakeSmallBlocks() {
        FakeSpace space = new FakeSpace(UNLIMITED);
        StoredReport report = report(space);
        String text = "x".repeat(1 << 19);
        for (int i = 0; i < 6; i++) {
            @Nullable Object[] row = row(i);
            row[1] = text + i;
            report.append(row, true);
        }
        assertThat(space.used()).isGreaterThan(3 << 19);
        report.complete(() -> {});

        StoredRows rows = Objects.requireNonNull(report.open(List.of(TEAM), ALL, token));
        int seen = 0;
        for (RowBatch batch = rows.next(0); batch != null; batch = rows.next(0)) {
            for (int i = 0; i < batch.size(); i++) {
                assertThat(batch.row(i)).containsExactly(text + seen++);
            }
        }
        assertThat(seen).isEqualTo(6);
    }
}
