package agentsession.decode;

import static agentsession.error.SqlState.CONNECTION_FAILURE;
import static agentsession.error.SqlState.DATA_EXCEPTION;
import static agentsession.error.SqlState.INVALID_DATETIME_FORMAT;
import static agentsession.error.SqlState.SERVICE_ERROR;
import static agentsession.report.ReportColumn.AGENT_ID;
import static agentsession.report.ReportColumn.LAST_NAME;
import static agentsession.report.ReportColumn.LOGIN_DTS;
import static agentsession.report.ReportColumn.LOGIN_SESSION_ID;
import static agentsession.report.ReportColumn.MONITORING_SESSIONS;
import static agentsession.report.ReportColumn.PHONE;
import static agentsession.report.ReportColumn.TEAM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

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
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportReaderTest {
    private static final List<ReportColumn> THREE = List.of(AGENT_ID, LAST_NAME, LOGIN_DTS);
    private static final String HEADER = "Agent ID,Last Name,Login DTS\n";
    private static final String ROW = "1,Smiths,4/27/20 12:02 PM\n";

    private final List<String> warnings = new ArrayList<>();

    @Test
    void theExampleOfTheContractIsDecoded() throws IOException {
        List<Object[]> rows = readResource("contract.csv");

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0))
                .containsExactly(
                        1111111,
                        "Smiths",
                        "John",
                        "john.smith@gmail.",
                        "6505550100",
                        millis("2020-04-27T12:02"),
                        millis("2020-04-27T12:47"),
                        null,
                        0,
                        0,
                        0,
                        0,
                        0,
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(4545),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        null,
                        0,
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        "[No Team Name]",
                        111222333L,
                        0);
        assertThat(warnings).isEmpty();
    }

    @Test
    void aReportAsUsersSeeItIsDecoded() throws IOException {
        List<Object[]> rows = readResource("as-users-see-it.csv");

        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).containsExactly(readResource("contract.csv").get(0));
        assertThat(rows.get(1))
                .containsExactly(
                        1111112,
                        "O\"Neil, Jr.",
                        "Ana\nMaría",
                        "ana",
                        "6505550100",
                        millis("2025-12-31T23:59"),
                        millis("2026-01-01T00:00"),
                        "HTL, East",
                        1204,
                        1200,
                        0,
                        0,
                        0,
                        hundredths(1250),
                        hundredths(22),
                        hundredths(0),
                        hundredths(123456),
                        hundredths(0),
                        hundredths(0),
                        hundredths(-50),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        " 007 ",
                        0,
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        hundredths(0),
                        "Été",
                        9007199254740993L,
                        2);
        assertThat(rows.get(2)[at(ReportColumn.LOGOUT_DTS)]).isNull();
        assertThat(rows.get(2)[at(ReportColumn.PRESENTED)]).isNull();
        assertThat(rows.get(2)[at(ReportColumn.TALK_TIME_MIN)]).isNull();
        assertThat(rows.get(2)[at(TEAM)]).isNull();
        assertThat(warnings).isEmpty();
    }

    @Test
    void theFiveColumnsThatTheOlderReportLacksAreNull() throws IOException {
        List<Object[]> rows = readResource("older-34-columns.csv");
        Object[] expected = readResource("contract.csv").get(0);
        List<ReportColumn> missing = List.of(
                PHONE,
                ReportColumn.RNA_TIME_MIN,
                ReportColumn.AVAILABLE_TIME_MIN,
                LOGIN_SESSION_ID,
                MONITORING_SESSIONS);
        missing.forEach(column -> expected[at(column)] = null);

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0)).containsExactly(expected);
        assertThat(warnings)
                .containsExactly(
                        "The report has no column Phone; PHONE is NULL.",
                        "The report has no column RNA Time (min); RNA_TIME_MIN is NULL.",
                        "The report has no column Available Time (min); AVAILABLE_TIME_MIN is NULL.",
                        "The report has no column Login Session ID; LOGIN_SESSION_ID is NULL.",
                        "The report has no column Monitoring Sessions; MONITORING_SESSIONS is NULL.");
    }

    @Test
    void onlyTheRequestedColumnsAreDecodedInTheirOrder() throws IOException {
        List<Object[]> rows = read("Agent ID,Login DTS,Team\nx,y,Red\n", List.of(TEAM, TEAM));

        assertThat(rows).containsExactly(new Object[] {"Red", "Red"});
    }

    @Test
    void rowsWithoutColumnsAreCounted() throws IOException {
        ReportReader reader = reader(HEADER + ROW + ROW, Delimiter.COMMA, List.of());

        assertThat(reader.next()).isEmpty();
        assertThat(reader.records()).isEqualTo(1);
        assertThat(reader.next()).isEmpty();
        assertThat(reader.next()).isNull();
        assertThat(reader.next()).isNull();
        assertThat(reader.records()).isEqualTo(2);
    }

    @Test
    void onlyRequestedColumnsCanBeMissing() throws IOException {
        read("Agent ID,Login DTS\n1,4/27/20 12:02 PM\n", List.of(AGENT_ID, PHONE, PHONE));

        assertThat(warnings).containsExactly("The report has no column Phone; PHONE is NULL.");
    }

    @Test
    void unknownAndRepeatedColumnsAreSkippedWithAWarning() throws IOException {
        List<Object[]> rows =
                read("Agent ID,\"Shoe\nSize\",,AGENT_ID,login dts\n1,44,,2,4/27/20 12:02 PM\n", List.of(AGENT_ID));

        assertThat(rows).containsExactly(new Object[] {1});
        assertThat(warnings)
                .containsExactly(
                        "The report's column \"Shoe\\nSize\" (number 2) is unknown and ignored.",
                        "The report's column \"\" (number 3) is unknown and ignored.",
                        "The report has the column Agent ID more than once; only the first is used.");
    }

    @ParameterizedTest
    @EnumSource
    void cellsAreSeparatedByTheDelimiter(Delimiter delimiter) throws IOException {
        char character = delimiter.character();
        String csv = "Agent ID;Last Name;Login DTS\n1;\"a;b,c|d\te\";4/27/20 12:02 PM\n".replace(';', character);
        List<Object[]> rows = new ArrayList<>();
        try (ReportReader reader = reader(csv, delimiter, THREE)) {
            collect(reader, rows);
        }

        assertThat(rows)
                .containsExactly(new Object[] {1, "a;b,c|d\te".replace(';', character), millis("2020-04-27T12:02")});
    }

    @Test
    void equalStringsAreOneObject() throws IOException {
        List<Object[]> rows = read(HEADER + ROW + "2,Other,\n" + ROW, THREE);

        assertThat(rows.get(0)[1]).isSameAs(rows.get(2)[1]);
    }

    @Test
    void stringsAreUnchangedAndOnlyTheEmptyCellIsNull() throws IOException {
        String text = "x".repeat(100_000);
        List<Object[]> rows = read(
                HEADER + "1,  a ,\n2,,\n3,\"\",\n4,\" \",\n5,'6,\n6,a\"b\",\n7,NULL,\n8,\\n,\n9," + text + ",\n10,#,\n",
                List.of(LAST_NAME));

        assertThat(rows)
                .extracting(row -> row[0])
                .containsExactly("  a ", null, null, " ", "'6", "a\"b\"", "NULL", "\\n", text, "#");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n", "\n\n\r\n", "\r"})
    void emptyLinesAreSkipped(String empty) throws IOException {
        assertThat(read(empty + HEADER + empty + ROW + empty + ROW + empty, THREE))
                .hasSize(2);
        assertThat(read(HEADER + ROW + ROW.strip() + empty, THREE)).hasSize(2);
        assertThat(warnings).isEmpty();
    }

    @Test
    void aHeaderAloneIsAnEmptyReport() throws IOException {
        assertThat(read(HEADER, THREE)).isEmpty();
        assertThat(read(HEADER.strip(), THREE)).isEmpty();
        assertThat(read("\uFEFF" + HEADER, THREE)).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void malformedUtf8IsReplacedWithOneWarning() throws IOException {
        byte[] body = (HEADER + "1,M?ller,\n2,M?ller,\n").getBytes(UTF_8);
        for (int i = 0; i < body.length; i++) {
            body[i] = body[i] == '?' ? (byte) 0xFC : body[i];
        }
        List<Object[]> rows = new ArrayList<>();
        try (ReportReader reader =
                new ReportReader(new ByteArrayInputStream(body), ReportFormat.CSV, List.of(LAST_NAME), warnings::add)) {
            collect(reader, rows);
        }

        assertThat(rows).extracting(row -> row[0]).containsExactly("M\uFFFDller", "M\uFFFDller");
        assertThat(warnings).containsExactly("The report contains malformed UTF-8, which is replaced by U+FFFD.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"generalMessage\":\"No such account\"}",
                "{\n  \"generalMessage\": \"No such account\"\n}",
                "[]",
                "<!DOCTYPE html>\n<html lang=\"en\"><body>Sign in, please</body></html>",
                "Jwt is expired",
                "\"Jwt is expired\" said \"it\"",
                "\"Jwt is expired",
                "Login DTS",
                "Agent ID,Last Name\n1,Smiths\n",
                "Agent ID|Login DTS\n",
                "\u0000\u0001\u0002",
            })
    void theErrorOfABodyWithoutAHeaderQuotesItsStart(String body) {
        assertFails(
                body,
                SERVICE_ERROR,
                "The service did not send an Agent Session Report: it ",
                "The response begins with " + Excerpt.of(body, 300));
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF"})
    void anEmptyBodyIsRefused(String body) {
        assertFails(body, SERVICE_ERROR, "it has no header. The response is empty.");
    }

    @Test
    void theQuotedStartIsShortAndOnOneLine() {
        assertFails(
                "error: \n".repeat(10_000), SERVICE_ERROR, "begins with " + Excerpt.of("error: \n".repeat(1_000), 300));
    }

    @Test
    void theQuotedStartIsCompleteIfTheBodyArrivesSlowly() {
        InputStream body =
                new TricklingStream("{\n\"generalMessage\":\"No such account\"}".getBytes(UTF_8), List.of(1));

        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> new ReportReader(body, ReportFormat.CSV, THREE, warnings::add).next())
                .withMessageContaining("No such account");
    }

    @Test
    void aRecordWithTooFewOrTooManyCellsIsAnError() {
        assertFails(
                HEADER + ROW + "2,Short\n" + ROW,
                DATA_EXCEPTION,
                "Record 2 of the report has 2 cells, but the header has 3; it begins with \"2 Short\"");
        assertFails(HEADER + "1,a,,\n", DATA_EXCEPTION, "Record 1 of the report has 4 cells, but the header has 3");
        assertFails(HEADER + "\"\"\n" + ROW, DATA_EXCEPTION, "Record 1 of the report has 1 cells");
        assertFails(HEADER + " \n" + ROW, DATA_EXCEPTION, "Record 1 of the report has 1 cells");
        assertFails(HEADER + "1,line\nbreak,\n" + ROW, DATA_EXCEPTION, "Record 1 of the report has 2 cells");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2,Sm", "2,Sm\n", "2,\"Smiths\"", "{\"generalMessage\":\"timeout\"}"})
    void aBodyThatEndsInAnIncompleteRecordIsCutOff(String end) {
        assertFails(
                HEADER + ROW + end,
                CONNECTION_FAILURE,
                "The report was cut off: it ends inside record 2",
                "after 1 complete rows",
                Excerpt.of(end.strip().replace(',', ' ').replace("\"Smiths\"", "Smiths"), 100));
    }

    @Test
    void aBodyThatEndsInAQuotedCellIsCutOff() {
        assertFails(
                HEADER + ROW + ROW + "3,\"Smi",
                CONNECTION_FAILURE,
                "it ends inside a quoted cell of record 3, after 2 complete rows");
        assertFails(HEADER + ROW + ROW + "3,\"", CONNECTION_FAILURE, "inside a quoted cell of record 3");
    }

    @Test
    void aBodyThatEndsInTheHeaderIsCutOff() {
        assertFails(
                "Agent ID,Login DTS,Last Na", CONNECTION_FAILURE, "it ends inside the header, after 0 complete rows");
    }

    @Test
    void misplacedQuotationMarksAreAnError() {
        assertFails(
                HEADER + ROW + "2,\"Smi\"ths,4/27/20 12:02 PM\n",
                DATA_EXCEPTION,
                "Record 2 of the report has invalid quotation marks");
    }

    @Test
    void theErrorOfAnInvalidCellNamesRecordColumnAndValue() {
        assertFails(
                HEADER + ROW + "2,a,yesterday\n",
                INVALID_DATETIME_FORMAT,
                "Record 2 of the report, column LOGIN_DTS (Login DTS): \"yesterday\" is not a time");
        assertFails(
                HEADER + "\"2\nx\",a,4/27/20 12:02 PM\n",
                DATA_EXCEPTION,
                "Record 1 of the report, column AGENT_ID (Agent ID): \"2\\nx\" is not a number");
        assertFails(HEADER + "x".repeat(1_000) + ",,\n", DATA_EXCEPTION, "\"" + "x".repeat(99) + "…\" is not a number");
    }

    @Test
    void aRecordMayBeLongButNotEndless() throws IOException {
        String cell = "x".repeat(1_000_000);

        assertThat(read(HEADER + "1," + cell + ",\n" + ROW, List.of(LAST_NAME))).hasSize(2);

        EndlessStream body = new EndlessStream((HEADER + ROW + "2,").getBytes(UTF_8), (byte) 'x');
        assertFails(body, SERVICE_ERROR, "Record 2 of the report is longer than the limit of 1048576 characters");
        assertThat(body.sent()).isLessThan(1_200_000);
    }

    @Test
    void anEndlessQuotedCellIsAnError() {
        EndlessStream body = new EndlessStream((HEADER + "2,\"").getBytes(UTF_8), (byte) '\n');

        assertFails(body, SERVICE_ERROR, "Record 1 of the report is longer than the limit");
    }

    @Test
    void anEndlessRecordIsAnErrorBeforeItFillsTheMemory() {
        EndlessStream body = new EndlessStream(HEADER.getBytes(UTF_8), (byte) ',');

        assertFails(body, SERVICE_ERROR, "Record 1 of the report", "100000 delimiters");
        assertThat(body.sent()).isLessThan(150_000);
    }

    @Test
    void anEndlessHeaderIsAnErrorBeforeItFillsTheMemory() {
        EndlessStream body = new EndlessStream(new byte[0], (byte) ',');

        assertFails(
                body,
                SERVICE_ERROR,
                "its first line is longer than 65536 characters",
                "The response begins with \",,,,");
        assertThat(body.sent()).isLessThan(100_000);
    }

    @Test
    void aHeaderHasAtMostAThousandColumns() throws IOException {
        assertThat(read("Login DTS" + ",x".repeat(999) + "\n" + ",".repeat(999) + "\n", THREE))
                .hasSize(1);
        assertFails(
                "Login DTS" + ",x".repeat(1_000) + "\n",
                SERVICE_ERROR,
                "its header has 1001 columns, over the limit of 1000");
    }

    @Test
    void theLimitOfARecordAppliesToEachRow() throws IOException {
        InputStream body = new SequenceInputStream(Collections.enumeration(
                Stream.concat(Stream.of(HEADER), Stream.generate(() -> ROW).limit(100_000))
                        .<InputStream>map(line -> new ByteArrayInputStream(line.getBytes(UTF_8)))
                        .toList()));
        ReportReader reader = new ReportReader(body, ReportFormat.CSV, List.of(AGENT_ID), warnings::add);
        while (reader.next() != null) {
            assertThat(reader.records()).isPositive();
        }

        assertThat(reader.records()).isEqualTo(100_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {ROW, "1,\"Smiths\",4/27/20 12:02 PM\n", "1,\"O\"\"Neil\",4/27/20 12:02 PM\n"})
    void aRowIsDeliveredBeforeTheNextOneIsSent(String row) throws IOException {
        byte[] sent = (HEADER + row + row).replace("\n", "\r\n").getBytes(UTF_8);
        ReportReader reader = new ReportReader(
                new SequenceInputStream(new ByteArrayInputStream(sent), new BrokenStream(new IOException("no more"))),
                ReportFormat.CSV,
                THREE,
                warnings::add);

        assertThat(reader.next()).isNotNull();
        assertThat(reader.next()).isNotNull();
        assertThatIOException().isThrownBy(reader::next).withMessage("no more");
        assertThat(reader.records()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Agent", HEADER, HEADER + "1,\"Sm", HEADER + "1,Sm", HEADER + "1,Sm\n"})
    void anExceptionOfTheBodyIsThrownUnchanged(String before) {
        IOException failure = new IOException("connection reset");
        InputStream body =
                new SequenceInputStream(new ByteArrayInputStream(before.getBytes(UTF_8)), new BrokenStream(failure));

        assertThatIOException()
                .isThrownBy(() -> new ReportReader(body, ReportFormat.CSV, THREE, warnings::add).next())
                .isSameAs(failure);
    }

    @Test
    void closingClosesTheBodyAndReadingFailsAfterwards() throws IOException {
        List<String> events = new ArrayList<>();
        InputStream body = new ByteArrayInputStream((HEADER + ROW).getBytes(UTF_8)) {
            @Override
            public void close() {
                events.add("closed");
            }
        };
        ReportReader reader = new ReportReader(body, ReportFormat.CSV, THREE, warnings::add);
        assertThat(reader.next()).isNotNull();

        reader.close();

        assertThat(events).containsExactly("closed");
        assertThatIOException().isThrownBy(reader::next).withMessageContaining("closed before its end");
    }

    private ReportReader reader(String csv, Delimiter delimiter, List<ReportColumn> columns) {
        return new ReportReader(
                new ByteArrayInputStream(csv.getBytes(UTF_8)),
                new ReportFormat(ReturnType.CSV, delimiter),
                columns,
                warnings::add);
    }

    private List<Object[]> read(String csv, List<ReportColumn> columns) throws IOException {
        List<Object[]> rows = new ArrayList<>();
        try (ReportReader reader = reader(csv, Delimiter.COMMA, columns)) {
            collect(reader, rows);
        }
        return rows;
    }

    private List<Object[]> readResource(String name) throws IOException {
        List<Object[]> rows = new ArrayList<>();
        try (ReportReader reader = new ReportReader(
                ReportReaderTest.class.getResourceAsStream(name), ReportFormat.CSV, ReportColumn.ALL, warnings::add)) {
            collect(reader, rows);
        }
        return rows;
    }

    private static void collect(ReportReader reader, List<Object[]> rows) throws IOException {
        for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
            rows.add(row);
        }
        assertThat(reader.records()).isEqualTo(rows.size());
    }

    private void assertFails(String body, SqlState state, String... parts) {
        assertFails(new ByteArrayInputStream(body.getBytes(UTF_8)), state, parts);
    }

    private void assertFails(InputStream body, SqlState state, String... parts) {
        assertThatExceptionOfType(DriverException.class)
                .isThrownBy(() -> {
                    try (ReportReader reader = new ReportReader(body, ReportFormat.CSV, THREE, warnings::add)) {
                        collect(reader, new ArrayList<>());
                    }
                })
                .satisfies(e -> {
                    assertThat(e.state()).isEqualTo(state);
                    assertThat(e).hasMessageContainingAll(parts);
                    assertThat(e.getMessage()).doesNotContain("\n", "\r");
                });
    }

    private static int at(ReportColumn column) {
        return ReportColumn.ALL.indexOf(column);
    }

    private static long millis(String time) {
        return LocalDateTime.parse(time).toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static BigDecimal hundredths(long unscaled) {
        return BigDecimal.valueOf(unscaled, 2);
    }
}
