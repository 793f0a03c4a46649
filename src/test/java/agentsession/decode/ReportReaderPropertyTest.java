package agentsession.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.ColumnType;
import agentsession.report.ReportColumn;
import agentsession.report.ReportFormat;
import agentsession.report.ReportFormat.Delimiter;
import agentsession.report.ReportFormat.ReturnType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.DoubleRange;
import org.jspecify.annotations.Nullable;

class ReportReaderPropertyTest {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M/d/yy h:mm a", Locale.US);
    private static final String HEADER = "Agent ID,Last Name,Login DTS\n";

    /** Rows of all columns, and the way in which they are written. */
    private record Report(
            List<List<Object>> rows, List<ReportColumn> order, Delimiter delimiter, String lineEnd, boolean quoteAll) {

        String csv() {
            StringBuilder csv = new StringBuilder();
            csv.append(line(order.stream().map(ReportColumn::header).toList()));
            for (List<Object> row : rows) {
                csv.append(line(order.stream()
                        .map(column -> shown(row.get(ReportColumn.ALL.indexOf(column))))
                        .toList()));
            }
            return csv.toString();
        }

        Report head(int count) {
            return new Report(rows.subList(0, count), order, delimiter, lineEnd, quoteAll);
        }

        ReportFormat format() {
            return new ReportFormat(ReturnType.CSV, delimiter);
        }

        private String line(List<String> cells) {
            return cells.stream()
                    .map(this::quoted)
                    .collect(Collectors.joining(String.valueOf(delimiter.character()), "", lineEnd));
        }

        private String quoted(String cell) {
            boolean plain =
                    cell.chars().noneMatch(c -> c == delimiter.character() || c == '"' || c == '\n' || c == '\r');
            return plain && !quoteAll ? cell : '"' + cell.replace("\"", "\"\"") + '"';
        }

        private static String shown(Object value) {
            return value instanceof LocalDateTime time ? TIME.format(time) : value.toString();
        }
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadBackInWhateverOrderAndPortionsItComes(
            @ForAll("reports") Report report,
            @ForAll("wanted") List<ReportColumn> wanted,
            @ForAll("portions") List<Integer> portions)
            throws IOException {
        List<String> warnings = new ArrayList<>();
        InputStream body = new TricklingStream(report.csv().getBytes(UTF_8), portions);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (ReportReader reader = new ReportReader(body, report.format(), wanted, warnings::add)) {
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                rows.add(Arrays.asList(row));
            }
        }

        assertThat(rows)
                .isEqualTo(report.rows().stream()
                        .map(row -> wanted.stream()
                                .map(column -> expected(row.get(ReportColumn.ALL.indexOf(column))))
                                .collect(Collectors.toCollection(ArrayList<@Nullable Object>::new)))
                        .toList());
        assertThat(warnings).isEmpty();
    }

    private static @Nullable Object expected(Object value) {
        if (value instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC).toEpochMilli();
        }
        return value.equals("") ? null : value;
    }

    @Property(tries = 500)
    void ofAReportThatIsCutAnywhereNothingIsPassedOver(
            @ForAll("reports") Report report, @ForAll @DoubleRange(max = 1) double part) throws IOException {
        String whole = report.csv();
        String cut = whole.substring(0, (int) (part * whole.length()));
        int rows = 0;
        boolean failed = false;
        try (ReportReader reader = new ReportReader(
                new ByteArrayInputStream(cut.getBytes(UTF_8)), report.format(), List.of(), warning -> {})) {
            while (reader.next() != null) {
                rows++;
            }
        } catch (DriverException e) {
            failed = true;
            assertThat(e.state()).isIn(SqlState.CONNECTION_FAILURE, SqlState.SERVICE_ERROR);
        }

        if (!failed) {
            assertThat(cut.length()).isLessThanOrEqualTo(report.head(rows).csv().length());
        }
    }

    @Property
    void anyBytesAreRowsOrAProperError(
            @ForAll("beginnings") String beginning,
            @ForAll("bytes") byte[] bytes,
            @ForAll Delimiter delimiter,
            @ForAll("portions") List<Integer> portions)
            throws IOException {
        byte[] start = beginning.replace(',', delimiter.character()).getBytes(UTF_8);
        byte[] body = Arrays.copyOf(start, start.length + bytes.length);
        System.arraycopy(bytes, 0, body, start.length, bytes.length);
        try (ReportReader reader = new ReportReader(
                new TricklingStream(body, portions),
                new ReportFormat(ReturnType.CSV, delimiter),
                ReportColumn.ALL,
                warning -> {})) {
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                assertThat(row).hasSize(ReportColumn.ALL.size());
            }
        } catch (DriverException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n", "\r").hasSizeLessThan(2_500);
        }
    }

    @Provide
    Arbitrary<Report> reports() {
        return Combinators.combine(
                        row().list().ofMaxSize(12),
                        Arbitraries.shuffle(ReportColumn.ALL),
                        Arbitraries.of(Delimiter.class),
                        Arbitraries.of("\n", "\r\n"),
                        Arbitraries.of(true, false))
                .as(Report::new);
    }

    private static Arbitrary<List<Object>> row() {
        return Combinators.combine(ReportColumn.ALL.stream()
                        .map(column -> value(column.type()))
                        .toList())
                .as(values -> values);
    }

    private static Arbitrary<Object> value(ColumnType type) {
        Arbitrary<Object> value =
                switch (type) {
                    case INTEGER -> Arbitraries.integers().asGeneric();
                    case BIGINT -> Arbitraries.longs().asGeneric();
                    case DECIMAL ->
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("-9999999999"), new BigDecimal("9999999999"))
                                .ofScale(2)
                                .map(number -> number.setScale(2))
                                .asGeneric();
                    case VARCHAR ->
                        Arbitraries.oneOf(
                                        Arbitraries.strings().ofMaxLength(8),
                                        Arbitraries.strings()
                                                .withChars("ab \"',|\t\r\n\\é€\uFEFF")
                                                .ofMaxLength(12))
                                .filter(text -> UTF_8.newEncoder().canEncode(text) && !text.contains("\uFFFD"))
                                .asGeneric();
                    case TIMESTAMP ->
                        Arbitraries.longs()
                                .between(0, 99L * 365 * 24 * 60)
                                .map(LocalDateTime.of(2000, 1, 1, 0, 0)::plusMinutes)
                                .asGeneric();
                };
        return Arbitraries.frequencyOf(Tuple.of(5, value), Tuple.of(1, Arbitraries.just("")));
    }

    @Provide
    Arbitrary<List<ReportColumn>> wanted() {
        return Arbitraries.of(ReportColumn.class).list().ofMaxSize(45);
    }

    @Provide
    Arbitrary<List<Integer>> portions() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 7),
                        Arbitraries.integers().between(1, 10_000))
                .list()
                .ofMinSize(1)
                .ofMaxSize(10);
    }

    @Provide
    Arbitrary<String> beginnings() {
        return Arbitraries.of("", "\uFEFF", HEADER, HEADER + "1,Smiths,4/27/20 12:02 PM\r\n", HEADER + "1,\"");
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<Byte> telling = Arbitraries.of(
                (byte) ',',
                (byte) '|',
                (byte) '\t',
                (byte) '"',
                (byte) '\n',
                (byte) '\r',
                (byte) '1',
                (byte) ' ',
                (byte) 0xC3,
                (byte) 0xA9,
                (byte) 0xEF,
                (byte) 0xBB,
                (byte) 0xBF,
                (byte) 0);
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(200),
                telling.array(byte[].class).ofMaxSize(60));
    }
}
