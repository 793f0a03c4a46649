package agentsession.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.ReportColumn;
import agentsession.report.ReportFormat;
import agentsession.report.ReportFormat.Delimiter;
import agentsession.report.ReportFormat.ReturnType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.jspecify.annotations.Nullable;

class ReportReaderPropertyTest {
    private static final ReportFormat XML = new ReportFormat(ReturnType.XML, Delimiter.COMMA);
    private static final String HEADER = "Agent ID,Last Name,Login DTS\n";

    @Property(tries = 300)
    void rowsAreReadInAnyColumnOrderAndAnyChunks(
            @ForAll("reports") SampleReport report,
            @ForAll("wanted") List<ReportColumn> wanted,
            @ForAll("chunks") List<Integer> chunks)
            throws IOException {
        List<String> warnings = new ArrayList<>();
        InputStream body = new TricklingStream(report.csv().getBytes(UTF_8), chunks);

        assertThat(read(body, report.csvFormat(), wanted, warnings::add)).isEqualTo(report.decoded(wanted));
        assertThat(warnings).isEmpty();
    }

    @Property(tries = 500)
    void theSameRowsAreReadFromXmlInEveryLayout(
            @ForAll("reports") SampleReport any,
            @ForAll XmlLayout layout,
            @ForAll("wanted") List<ReportColumn> wanted,
            @ForAll("chunks") List<Integer> chunks)
            throws IOException {
        SampleReport report = any.withoutControlCharacters();
        List<String> warnings = new ArrayList<>();
        InputStream xml = new TricklingStream(report.xml(layout).getBytes(UTF_8), chunks);
        InputStream csv = new TricklingStream(report.csv().getBytes(UTF_8), chunks);

        assertThat(read(xml, XML, wanted, warnings::add))
                .isEqualTo(read(csv, report.csvFormat(), wanted, warnings::add))
                .isEqualTo(report.decoded(wanted));
        if (layout != XmlLayout.EMPTY_OMITTED) {
            assertThat(warnings).isEmpty();
        }
    }

    @Property(tries = 500)
    void aReportCutOffAnywhereLosesNoRowWithoutAnError(
            @ForAll("reports") SampleReport report, @ForAll @DoubleRange(max = 1) double part) throws IOException {
        String whole = report.csv();
        String cut = whole.substring(0, (int) (part * whole.length()));
        int rows = 0;
        boolean failed = false;
        try (ReportReader reader = new ReportReader(
                new ByteArrayInputStream(cut.getBytes(UTF_8)), report.csvFormat(), List.of(), warning -> {})) {
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
    void anyBytesAreRowsOrADriverException(
            @ForAll("beginnings") String beginning,
            @ForAll("bytes") byte[] bytes,
            @ForAll Delimiter delimiter,
            @ForAll("chunks") List<Integer> chunks)
            throws IOException {
        byte[] body = joined(beginning.replace(',', delimiter.character()), bytes);

        assertReadsOrThrowsDriverException(
                new TricklingStream(body, chunks), new ReportFormat(ReturnType.CSV, delimiter));
    }

    @Property(tries = 3_000)
    void anyBytesInXmlAreRowsOrADriverException(
            @ForAll("xmlBeginnings") String beginning,
            @ForAll("xmlBytes") byte[] bytes,
            @ForAll("chunks") List<Integer> chunks)
            throws IOException {
        assertReadsOrThrowsDriverException(new TricklingStream(joined(beginning, bytes), chunks), XML);
    }

    private static void assertReadsOrThrowsDriverException(InputStream body, ReportFormat format) throws IOException {
        try {
            assertThat(read(body, format, ReportColumn.ALL, warning -> {}))
                    .allSatisfy(row -> assertThat(row).hasSize(ReportColumn.ALL.size()));
        } catch (DriverException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n", "\r").hasSizeLessThan(2_500);
        }
    }

    private static List<List<@Nullable Object>> read(
            InputStream body, ReportFormat format, List<ReportColumn> wanted, ReportWarnings warnings)
            throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (ReportReader reader = new ReportReader(body, format, wanted, warnings)) {
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                rows.add(Arrays.asList(row));
            }
        }
        return rows;
    }

    private static byte[] joined(String beginning, byte[] bytes) {
        byte[] start = beginning.getBytes(UTF_8);
        byte[] body = Arrays.copyOf(start, start.length + bytes.length);
        System.arraycopy(bytes, 0, body, start.length, bytes.length);
        return body;
    }

    @Provide
    Arbitrary<SampleReport> reports() {
        return SampleReport.any();
    }

    @Provide
    Arbitrary<List<ReportColumn>> wanted() {
        return Arbitraries.of(ReportColumn.class).list().ofMaxSize(45);
    }

    @Provide
    Arbitrary<List<Integer>> chunks() {
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
        return mostlyOf(",|\t\"\n\r1 é\uFEFF\0");
    }

    @Provide
    Arbitrary<String> xmlBeginnings() {
        String rows = "<r><row Agent_ID='1' Login_DTS='4/27/20 12:02 PM'/>";
        return Arbitraries.of(
                "",
                "\uFEFF",
                "<?xml version='1.0'?>",
                "<",
                "<!DOCTYPE r [",
                rows,
                rows + "<",
                rows + "</r>",
                rows + "<row Login_DTS='",
                rows + "<row><Login_DTS>",
                rows + "<row><Login_DTS>&#",
                rows + "<row><Login_DTS><![CDATA[");
    }

    @Provide
    Arbitrary<byte[]> xmlBytes() {
        return mostlyOf("<>/='\"&;#![]-?:xmlnsr1 \n\ré\uFEFF\0");
    }

    private static Arbitrary<byte[]> mostlyOf(String telling) {
        byte[] tellingBytes = telling.getBytes(UTF_8);
        Arbitrary<Byte> one =
                Arbitraries.integers().between(0, tellingBytes.length - 1).map(at -> tellingBytes[at]);
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(200),
                one.array(byte[].class).ofMaxSize(60));
    }
}
