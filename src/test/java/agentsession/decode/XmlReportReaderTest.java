package agentsession.decode;

import static agentsession.error.SqlState.CONNECTION_FAILURE;
import static agentsession.error.SqlState.DATA_EXCEPTION;
import static agentsession.error.SqlState.INVALID_DATETIME_FORMAT;
import static agentsession.error.SqlState.SERVICE_ERROR;
import static agentsession.report.ReportColumn.AGENT_ID;
import static agentsession.report.ReportColumn.LAST_NAME;
import static agentsession.report.ReportColumn.LOGIN_DTS;
import static agentsession.report.ReportColumn.PHONE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.ReportColumn;
import agentsession.report.ReportFormat;
import agentsession.report.ReportFormat.Delimiter;
import agentsession.report.ReportFormat.ReturnType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what is specific to XML; {@link ReportReaderPropertyTest} compares the rows with those of CSV. */
class XmlReportReaderTest {
    private static final ReportFormat XML = new ReportFormat(ReturnType.XML, Delimiter.COMMA);
    private static final List<ReportColumn> THREE = List.of(AGENT_ID, LAST_NAME, LOGIN_DTS);
    private static final List<String> CELLS = List.of("1", "Müller & <Sons>", "4/27/20 12:02 PM");
    private static final String ROW = XmlLayout.ATTRIBUTES.row(THREE, CELLS);

    private final List<String> warnings = new ArrayList<>();

    @Test
    void aRowIsFoundAtAnyDepthAmongOtherElements() throws IOException {
        List<Object[]> rows =
                read("<report><criteria zone='UTC'><team>All</team></criteria><days><day date='4/27/20'><rows>" + ROW
                        + ROW + "</rows></day></days><total><rows>2</rows></total></report>");

        assertThat(rows).extracting(row -> row[1]).containsExactly("Müller & <Sons>", "Müller & <Sons>");
        assertThat(warnings).isEmpty();
    }

    @Test
    void theRootElementCanBeTheRow() throws IOException {
        assertThat(read(ROW)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<report/>",
                "<report></report>\n",
                "\uFEFF<?xml version='1.0' encoding='utf-8' standalone='yes'?>\r\n<!-- none -->\n<report>\n</report>",
                "<r:report xmlns:r='urn:r' xmlns='urn:s'><r:rows/><rows>  </rows></r:report>",
            })
    void aDocumentWithoutRowsAndTextIsAnEmptyReport(String xml) throws IOException {
        assertThat(read(xml)).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<error><message>No such account</message></error>",
                "<error code='17'/>",
                "<report><user>7</user></report>",
                "<report><![CDATA[Sign in]]></report>",
                "<report><Agent_ID>1</Agent_ID></report>",
                "<rows><header><c>Agent ID</c><c>Login DTS</c></header><row><c>1</c><c>4/27/20 12:02 PM</c></row></rows>",
            })
    void theErrorOfADocumentWithTextAndWithoutRowsQuotesItsStart(String xml) {
        assertFails(
                xml,
                SERVICE_ERROR,
                "it has no element with a Login DTS. The response begins with " + Excerpt.of(xml, 300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>Sign in",
                "<HTML/>",
                "<!DOCTYPE html>\n<html lang=en><body>Sign in<br>",
                "{\"generalMessage\":\"No such account\"}",
                "Jwt is expired",
                "J",
                "Agent ID,Login DTS\n1,4/27/20 12:02 PM\n",
                "\u0000\u0001",
                "<report><row>Fish & Chips</row></report>",
                "<report></rows><row/>",
                "<report>&nbsp;</report>",
            })
    void theErrorOfABodyThatIsNotXmlQuotesItsStart(String body) {
        assertFails(
                body,
                SERVICE_ERROR,
                "The service did not send an Agent Session Report: it ",
                "The response begins with " + Excerpt.of(body, 300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF"})
    void anEmptyBodyIsRefused(String body) {
        assertFails(body, SERVICE_ERROR, "it is not XML. The response is empty.");
    }

    @Test
    void aBlankBodyIsRefused() {
        assertFails(" \n ", SERVICE_ERROR, "it is not XML");
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentCutAtAnyByteIsAnErrorThatCountsTheRowsBefore(XmlLayout layout) throws IOException {
        String row = layout.row(THREE, CELLS);
        byte[] whole = XmlLayout.document(row, row, row).getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            List<Object[]> rows = new ArrayList<>();
            InputStream body = new ByteArrayInputStream(whole, 0, length);
            DriverException thrown = catchThrowableOfType(DriverException.class, () -> collect(body, THREE, rows));

            assertThat(thrown).as("cut at byte %d", length).isNotNull();
            if (length > 0) {
                assertThat(thrown.state()).isEqualTo(CONNECTION_FAILURE);
                assertThat(thrown).hasMessageContaining("after " + rows.size() + " complete rows");
            }
        }
        assertThat(read(new String(whole, UTF_8))).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<?xml ver| before its first element",
                "<!-- none| before its first element",
                "<repor| before its first element",
                "<report><row><Agent_ID>1| inside the element <Agent_ID>",
                "<report><row><Agent_ID>1</Agent_ID>| inside the element <row>",
                "<report>| inside the element <report>",
                "<report/><!-- end| after its last element",
            })
    void theErrorSaysWhereADocumentIsCutOff(String xml, String where) {
        assertFails(xml, CONNECTION_FAILURE, "The report was cut off: it ends " + where + ", after 0 complete rows");
    }

    @Test
    void aSecondDocumentIsAnErrorSinceItMayContainRows() {
        String document = "<report>" + ROW + "</report>";

        assertFails(document + document, DATA_EXCEPTION, "Record 2 of the report is malformed XML");
        assertFails("<report/>" + document, SERVICE_ERROR, "it is malformed XML");
    }

    @Test
    void anElementWithColumnsButWithoutLoginIsAnErrorSinceItMayBeARow() {
        assertFails(
                "<r>" + ROW + "<row><Agent_ID>1</Agent_ID><Team>Red</Team></row></r>",
                DATA_EXCEPTION,
                "Record 2 of the report is ambiguous: the element <row> has [AGENT_ID, TEAM] but no Login DTS.");
        assertFails(
                "<agent Agent_ID='1' Last_Name='Smiths'><session><Login_DTS/></session><session Phone='2'/></agent>",
                DATA_EXCEPTION,
                "the element <agent> has [AGENT_ID, LAST_NAME] but no Login DTS");
    }

    @Test
    void aRowWithinARowIsAnError() {
        assertFails(
                "<r>" + ROW.replace("/>", "><part><i>" + ROW + "</i></part></row>") + "</r>",
                DATA_EXCEPTION,
                "Record 2 of the report is ambiguous: the element <row> is a row that contains rows.");
    }

    @Test
    void aListOfColumnsIsNotARow() throws IOException {
        List<Object[]> rows =
                read("<r><columns><column name='Agent ID' type='int'/><column name='Login DTS' type='time'/>"
                        + "</columns>" + ROW + "</r>");

        assertThat(rows).hasSize(1);
        assertThat(warnings)
                .containsExactly(
                        "In the report, the element <columns> names columns but has no values, so it is not a row.");
    }

    @Test
    void anEmptyLoginIsNullAndTheRowIsKept() throws IOException {
        List<Object[]> rows = read("<r><row><Login_DTS/><Agent_ID>1</Agent_ID><Last_Name></Last_Name></row></r>");

        assertThat(rows).containsExactly(new Object[] {1, null, null});
        assertThat(warnings).isEmpty();
    }

    @Test
    void missingCellsAreNullWithOneWarning() throws IOException {
        String row = "<row Login_DTS='' Agent_ID='1'/>";
        List<Object[]> rows = read("<r>" + ROW + row + row + "</r>");

        assertThat(rows).extracting(cells -> cells[1]).containsExactly("Müller & <Sons>", null, null);
        assertThat(warnings)
                .containsExactly(
                        "Record 2 of the report has no column Last Name; LAST_NAME is NULL where it is missing.");
    }

    @Test
    void unknownAndRepeatedColumnsAreSkippedWithOneWarningEach() throws IOException {
        String row = "<row Login_DTS='' Agent_ID='1' size='44' Last_Name='a'><agentId>2</agentId><size>45</size>"
                + "<field name='Shoe\nColour'>red</field><field name='Hat'>blue</field><Team><b>x</b></Team></row>";
        List<Object[]> rows = read("<r>" + row + row + "</r>");

        assertThat(rows).extracting(cells -> cells[0]).containsExactly(1, 1);
        assertThat(warnings)
                .containsExactly(
                        "The report's element or attribute \"size\" is unknown and ignored.",
                        "The report's element or attribute \"Shoe Colour\" is unknown and ignored.",
                        "The report's element or attribute \"Team\" is unknown and ignored.",
                        "The report has the column Agent ID more than once; only the first is used.");
    }

    @Test
    void cellsAreReadFromTextEntitiesAndCdata() throws IOException {
        List<Object[]> rows = read("<r><row><login.dts/><AGENT_ID> 1,2<!-- x -->04\n</AGENT_ID><last-name>&#x4D;&#252;"
                + "<![CDATA[<&]]><?p i?>&amp;&lt;&gt;&quot;&apos;\r\n" + "x".repeat(100_000)
                + "</last-name></row></r>");

        assertThat(rows).containsExactly(new Object[] {1204, "Mü<&&<>\"'\n" + "x".repeat(100_000), null});
    }

    @Test
    void theErrorOfAnInvalidCellNamesRecordColumnAndValue() {
        assertFails(
                "<r>" + ROW + "<row Login_DTS='yesterday' Agent_ID='1' Last_Name=''/></r>",
                INVALID_DATETIME_FORMAT,
                "Record 2 of the report, column LOGIN_DTS (Login DTS): \"yesterday\" is not a time");
    }

    @Test
    void malformedXmlIsAnError() {
        assertFails("<r>" + ROW + "<row>\u0001</row></r>", DATA_EXCEPTION, "Record 2 of the report is malformed XML");
        assertFails("<r>" + ROW + "</q>", DATA_EXCEPTION, "Record 2 of the report is malformed XML: \"");
    }

    @Test
    void malformedUtf8IsReplacedWithOneWarning() throws IOException {
        List<Object[]> rows = new ArrayList<>();
        collect(new ByteArrayInputStream(("<r>" + ROW + ROW + "</r>").getBytes(ISO_8859_1)), THREE, rows);

        assertThat(rows).extracting(row -> row[1]).containsOnly("M\uFFFDller & <Sons>");
        assertThat(warnings).containsExactly("The report contains malformed UTF-8, which is replaced by U+FFFD.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "utf-16", "x-none"})
    void otherEncodingsThanUtf8AreRefused(String encoding) {
        assertFails(
                "<?xml version='1.0' encoding='" + encoding + "'?><r>" + ROW + "</r>",
                SERVICE_ERROR,
                "it declares an encoding other than UTF-8",
                encoding);
    }

    @Test
    void entitiesAreNeitherExpandedNorFetched(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "s3cr3t");
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .configureBlocking(false);
            String url = "http://127.0.0.1:" + listener.socket().getLocalPort() + "/x.dtd";
            for (String declaration : List.of(
                    "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>",
                    "<!DOCTYPE r [<!ENTITY c SYSTEM '" + secret.toUri() + "'>]>",
                    "<!DOCTYPE r [<!ENTITY c SYSTEM '" + url + "'>]>",
                    "<!DOCTYPE r [<!ENTITY % p SYSTEM '" + url + "'> %p;]>",
                    "<!DOCTYPE r SYSTEM '" + url + "'>")) {
                assertFails(
                        declaration + "<r><row Login_DTS='' Agent_ID='1' Last_Name='&c;'/></r>",
                        SERVICE_ERROR,
                        "it has a document type declaration");
            }
            assertThat(listener.accept()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "<r><row Last_Name='",
                "<r><row><Last_Name>",
                "<r><row><Last_Name><![CDATA[",
                "<r><!-- ",
                "<r><?p ",
                "<r><",
                "<r><row ",
                "<!DOCTYPE ",
                "<!DOCTYPE r [<!ENTITY a '",
                "<?xml version='",
            })
    void anEndlessDocumentIsAnError(String beginning) {
        EndlessStream body = new EndlessStream(beginning.getBytes(UTF_8), (byte) 'x');

        assertFails(body, SERVICE_ERROR);
        assertThat(body.sent()).isLessThan(1_200_000);
    }

    @Test
    void aRecordHasTheSameLimitAsInCsv() throws IOException {
        String row = "<row Login_DTS='' Agent_ID='1'><Last_Name>%s</Last_Name></row>";

        assertThat(read("<r>" + row.formatted("x".repeat(1_000_000)).repeat(3) + "</r>"))
                .hasSize(3);
        assertFails(
                "<r>" + ROW + row.formatted("x".repeat(1_100_000)) + "</r>",
                SERVICE_ERROR,
                "Record 2 of the report is longer than the limit of 1048576 characters");
    }

    @Test
    void theDepthOfElementsIsLimited() {
        assertFails(repeated(i -> "<r>"), SERVICE_ERROR, "it has more than 100 nested elements");
    }

    @Test
    void theNumberOfElementsThatAreNotRowsIsLimited() {
        assertFails(repeated(i -> i == 0 ? "<r>" : "<a/>"), SERVICE_ERROR, "Record 1 of the report is longer");
    }

    @Test
    void theNumberOfDifferentNamesIsLimited() throws IOException {
        String row = "<row Login_DTS='' Agent_ID='1' Last_Name='a' "
                + String.join(
                        " ",
                        IntStream.range(0, 990).mapToObj(i -> "a" + i + "=''").toList())
                + "/>";
        assertThat(read("<r>" + row + "</r>")).hasSize(1);
        assertFails(
                repeated(i -> i == 0 ? "<r>" : "<row Login_DTS='' Agent_ID='1' Last_Name='a' a" + i + "=''/>"),
                SERVICE_ERROR,
                "it has more than 1000 different names of elements and attributes");
    }

    @Test
    void theLimitOfARecordAppliesToEachRow() throws IOException {
        int count = 200_000;
        InputStream body = repeated(i -> i == 0 ? "<r>" : i <= count ? ROW : "</r>", count + 2);
        try (ReportReader reader = new ReportReader(body, XML, List.of(AGENT_ID), warnings::add)) {
            while (reader.next() != null) {
                assertThat(reader.records()).isPositive();
            }
            assertThat(reader.records()).isEqualTo(count);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRowIsDeliveredBeforeTheNextOneIsSent(XmlLayout layout) throws IOException {
        String row = layout.row(THREE, CELLS);
        IOException failure = new IOException("no more");
        ReportReader reader = new ReportReader(
                new SequenceInputStream(
                        new ByteArrayInputStream(("<report>" + row + row).getBytes(UTF_8)), new BrokenStream(failure)),
                XML,
                THREE,
                warnings::add);

        assertThat(reader.next()).isNotNull();
        assertThat(reader.next()).isNotNull();
        assertThatIOException().isThrownBy(reader::next).isSameAs(failure);
        assertThat(reader.records()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<?xml ver", "<r", "<r>", "<r><row Login_DTS='", "<r><row><Login_DTS>4", "<r/>"})
    void anExceptionOfTheBodyIsThrownUnchanged(String before) {
        IOException failure = new IOException("connection reset");
        InputStream body =
                new SequenceInputStream(new ByteArrayInputStream(before.getBytes(UTF_8)), new BrokenStream(failure));

        assertThatIOException()
                .isThrownBy(() -> new ReportReader(body, XML, THREE, warnings::add).next())
                .isSameAs(failure);
    }

    @Test
    void readingFailsAfterClosing() throws IOException {
        InputStream body = new ByteArrayInputStream(("<r>" + ROW).getBytes(UTF_8));
        ReportReader reader = new ReportReader(body, XML, List.of(PHONE), warnings::add);
        assertThat(reader.next()).isNotNull();

        reader.close();

        assertThatIOException().isThrownBy(reader::next).withMessageContaining("closed before its end");
    }

    private List<Object[]> read(String xml) throws IOException {
        List<Object[]> rows = new ArrayList<>();
        collect(new ByteArrayInputStream(xml.getBytes(UTF_8)), THREE, rows);
        return rows;
    }

    private void collect(InputStream body, List<ReportColumn> columns, List<Object[]> rows) throws IOException {
        try (ReportReader reader = new ReportReader(body, XML, columns, warnings::add)) {
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
            assertThat(reader.next()).isNull();
        }
    }

    private void assertFails(String xml, SqlState state, String... parts) {
        assertFails(new ByteArrayInputStream(xml.getBytes(UTF_8)), state, parts);
    }

    private void assertFails(InputStream body, SqlState state, String... parts) {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> collect(body, THREE, new ArrayList<>()))
                .satisfies(e -> {
                    assertThat(e.state()).as(e.getMessage()).isEqualTo(state);
                    assertThat(Arrays.asList(parts))
                            .allSatisfy(part -> assertThat(e).hasMessageContaining(part));
                    assertThat(e.getMessage()).doesNotContain("\n", "\r", "s3cr3t");
                });
    }

    private static InputStream repeated(IntFunction<String> part) {
        return repeated(part, 300_000);
    }

    private static InputStream repeated(IntFunction<String> part, int count) {
        return new SequenceInputStream(Collections.enumeration(new AbstractList<InputStream>() {
            @Override
            public InputStream get(int index) {
                return new ByteArrayInputStream(part.apply(index).getBytes(UTF_8));
            }

            @Override
            public int size() {
                return count;
            }
        }));
    }
}
