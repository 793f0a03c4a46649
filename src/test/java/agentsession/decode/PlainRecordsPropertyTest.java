package agentsession.decode;

import static agentsession.report.ReportColumn.AGENT_ID;
import static agentsession.report.ReportColumn.LAST_NAME;
import static agentsession.report.ReportColumn.LOGIN_DTS;
import static agentsession.report.ReportColumn.LOGIN_SESSION_ID;
import static agentsession.report.ReportColumn.TALK_TIME_MIN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import agentsession.error.DriverException;
import agentsession.report.ReportColumn;
import agentsession.report.ReportFormat.Delimiter;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Compares records that are decoded in place with those of Commons CSV. Each character of a body here is one byte. */
class PlainRecordsPropertyTest {
    private static final List<ReportColumn> COLUMNS =
            List.of(AGENT_ID, LAST_NAME, LOGIN_DTS, TALK_TIME_MIN, LOGIN_SESSION_ID);

    @Property(tries = 3_000)
    void aReportIsReadAsByCommonsCsv(
            @ForAll("reports") String report,
            @ForAll Delimiter delimiter,
            @ForAll("wanted") List<ReportColumn> wanted,
            @ForAll("chunks") List<Integer> chunks)
            throws IOException {
        assertReadAlike(report.replace(',', delimiter.character()), delimiter, wanted, chunks);
    }

    @Property(tries = 2_000)
    void anyBytesAreReadAsByCommonsCsv(
            @ForAll("bytes") String bytes, @ForAll Delimiter delimiter, @ForAll("chunks") List<Integer> chunks)
            throws IOException {
        String header = "Last Name,Login DTS\n";
        assertReadAlike(
                header.replace(',', delimiter.character()) + bytes, delimiter, List.of(LAST_NAME, LOGIN_DTS), chunks);
    }

    @Property(tries = 2_000)
    void aCellIsDecodedAsAString(@ForAll("anyCells") String cell) throws IOException {
        for (ReportColumn column : COLUMNS) {
            assertReadAlike(
                    column.header() + ",Login DTS\n" + cell + ",\n", Delimiter.COMMA, List.of(column), List.of(100));
        }
    }

    private static void assertReadAlike(
            String body, Delimiter delimiter, List<ReportColumn> wanted, List<Integer> chunks) throws IOException {
        byte[] bytes = body.getBytes(ISO_8859_1);
        ReportErrors errors = new ReportErrors(text -> text);
        List<String> warnings = new ArrayList<>();
        List<String> expectedWarnings = new ArrayList<>();
        InputStream stream = new TricklingStream(bytes, chunks);
        CsvRecords records = CsvRecords.of(stream, UTF_8, delimiter.character(), warnings::add, errors);
        BodyText text =
                new BodyText(new TricklingStream(bytes, chunks), UTF_8, delimiter.character(), expectedWarnings::add);
        CsvRecords parsed = CsvRecords.parsed(text, delimiter.character(), expectedWarnings::add, errors);

        List<Object> expected = read(parsed, wanted, errors);
        assertThat(read(records, wanted, errors)).isEqualTo(expected);

        if (expected.get(expected.size() - 1) instanceof String) {
            // How much was read behind the error depends on the way.
            warnings.removeIf(warning -> warning.contains("malformed"));
            expectedWarnings.removeIf(warning -> warning.contains("malformed"));
        }
        assertThat(warnings).isEqualTo(expectedWarnings);
    }

    /** The rows, and at last the number of records or the message of an error. */
    private static List<Object> read(CsvRecords records, List<ReportColumn> wanted, ReportErrors errors)
            throws IOException {
        List<Object> read = new ArrayList<>();
        try (ReportReader reader = new ReportReader(records, wanted, errors).keepInvalidCells()) {
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                read.add(Arrays.asList(row));
            }
            read.add(records.number());
        } catch (DriverException e) {
            read.add(e.state() + " " + e.getMessage());
        }
        return read;
    }

    @Provide
    Arbitrary<String> reports() {
        Arbitrary<String> header = Arbitraries.of("", "\u00EF\u00BB\u00BF", "\n")
                .map(start -> start
                        + COLUMNS.stream().map(ReportColumn::header).collect(Collectors.joining(","))
                        + (start.isEmpty() ? "\n" : "\r\n"));
        Arbitrary<String> usual = line(usualCell());
        Arbitrary<String> unusual = line(Arbitraries.frequencyOf(Tuple.of(4, usualCell()), Tuple.of(1, unusualCell())));
        Arbitrary<String> wrong = Arbitraries.frequencyOf(Tuple.of(4, usualCell()), Tuple.of(1, unusualCell()))
                .list()
                .ofMaxSize(7)
                .map(cells -> String.join(",", cells));
        Arbitrary<String> ending = Arbitraries.frequencyOf(
                Tuple.of(30, Arbitraries.just("\n")),
                Tuple.of(10, Arbitraries.just("\r\n")),
                Tuple.of(1, Arbitraries.of("\r", "\n\n", "\n\r", "\r\r\n", "\"\n", "")));
        Arbitrary<String> lines = Combinators.combine(
                        Arbitraries.frequencyOf(Tuple.of(20, usual), Tuple.of(20, unusual), Tuple.of(1, wrong)), ending)
                .as(String::concat)
                .list()
                .ofMaxSize(15)
                .map(all -> String.join("", all));
        return Combinators.combine(header, lines).as(String::concat);
    }

    private static Arbitrary<String> line(Arbitrary<String> cell) {
        return cell.list().ofSize(COLUMNS.size()).map(cells -> String.join(",", cells));
    }

    private static Arbitrary<String> usualCell() {
        Arbitrary<String> cell = Arbitraries.of(
                "", "7", "1111111", "0.00", "45.45", "12.50%", "4/27/20 12:02 PM", "12/31/25 1:59 AM", "Smiths");
        return Arbitraries.frequencyOf(Tuple.of(5, cell), Tuple.of(1, cell.map(text -> '"' + text + '"')));
    }

    private static Arbitrary<String> unusualCell() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        30,
                        Arbitraries.of(
                                "\"1,234\"",
                                "\"1,234.56\"",
                                "\"a\nb\"",
                                "\"a\r\nb\"",
                                "\"a\rb\"",
                                "\"\"",
                                "\" \"",
                                "\"\"\"\"",
                                "\"a,b\"",
                                "\"a\u00C3\u00A9\"",
                                "\"a\u00C3\"",
                                "\"a\" ",
                                "a\"b\"",
                                "\"a\"\"b\" ",
                                "\"a\"\"b\"",
                                "\"a \"\"b, c\"\"\"",
                                "\"\"\"\u00C3\u00A9\"\"\"",
                                "\"1\"\"2\"",
                                "a\u00EF\u00BF\u00BDb",
                                "\"a\"\"\u00EF\u00BF\u00BD\"",
                                "\u00ED\u00A0\u0080",
                                "\u00F0\u009F\u0098\u0080",
                                " ",
                                "\0",
                                "'6",
                                "-.5",
                                "2147483648",
                                "999999999999999999",
                                "9223372036854775807",
                                "9223372036854775808",
                                "2/29/23 1:00 PM",
                                "4/27/2020 12:02 PM",
                                "4/27/20 13:02 PM",
                                "\u00C3\u00A9t\u00C3\u00A9",
                                "\u00C3",
                                "\u00E2\u0082",
                                "\u00F0\u009F\u0098\u0080",
                                "\u00F0\u009F",
                                "\u00ED\u00A0\u0080",
                                "\u00FC",
                                "\u00EF\u00BF\u00BD",
                                "\u00EF\u00BB\u00BF")),
                Tuple.of(2, Arbitraries.of("\"a\"b", "\"", "a\rb")),
                Tuple.of(1, Arbitraries.just("x".repeat(40_000))));
    }

    @Provide
    Arbitrary<String> anyCells() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("0123456789./:%-,' ").ofMaxLength(22),
                Arbitraries.strings()
                        .withChars("0123456789./:~\0")
                        .ofMinLength(3)
                        .ofMaxLength(8),
                number(0, 1_000_000).map(number -> number + ".25"),
                number(0, 1_000_000).map(number -> "0" + number + ".07%"),
                Arbitraries.strings().withChars("0123456789").ofMinLength(8).ofMaxLength(20),
                Combinators.combine(
                                number(0, 13),
                                number(0, 32),
                                Arbitraries.of("20", "24", "00", "99", "2020", "0", "0000"),
                                number(0, 13),
                                number(0, 60),
                                Arbitraries.of(" AM", " PM", " pm", "PM", " XM", "", " P", "\tAM"))
                        .as((month, day, year, hour, minute, half) ->
                                month + "/" + day + "/" + year + " " + hour + ":" + minute + half),
                Combinators.combine(
                                Arbitraries.strings().withChars("0123456789/: ").ofMaxLength(14),
                                Arbitraries.of(" AM", " PM"))
                        .as(String::concat));
    }

    private static Arbitrary<String> number(int least, int greatest) {
        return Combinators.combine(
                        Arbitraries.of("%d", "%02d", "%03d"),
                        Arbitraries.integers().between(least, greatest))
                .as((format, number) -> format.formatted(number));
    }

    @Provide
    Arbitrary<String> bytes() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars(",|\t\"\n\r1 \u00C3\u00A9\u00EF\u00BB\u00BF\0")
                        .ofMaxLength(60),
                Arbitraries.strings().withChars(",\n\r1").ofMaxLength(30),
                Arbitraries.strings().withCharRange('\0', '\u00FF').ofMaxLength(100));
    }

    @Provide
    Arbitrary<List<ReportColumn>> wanted() {
        return Arbitraries.of(COLUMNS).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<Integer>> chunks() {
        return Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 7),
                        Arbitraries.integers().between(1, 100),
                        Arbitraries.integers().between(1, 50_000))
                .list()
                .ofMinSize(1)
                .ofMaxSize(10);
    }
}
