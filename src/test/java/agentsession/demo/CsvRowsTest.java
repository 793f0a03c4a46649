package agentsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.report.ColumnType;
import agentsession.report.ReportColumn;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvRowsTest {
    private static final String CONTRACT_HEADER = "Agent ID,Last Name,First Name,Username,Phone,Login DTS,Logout DTS,"
            + "Dial Group,Presented,Accepted,Manual No Connect,RNA,Disp Xfers,%Calls Xfered,Talk Time (min),"
            + "Avg Talk Time (min),Login Time (min),Login Utilization,Off Hook Time (min),Rounded OH Time (min),"
            + "Off Hook Utilization,Off Hook to Login %,Work Time (min),Break Time (min),Away Time (min),"
            + "Lunch Time (min),Training Time (min),Pending Disp Time (min),Avg Pending Disp Time,External Agent ID,"
            + "Calls Placed On Hold,Time On Hold (min),Ring Time (min),EngagedTime (min),RNA Time (min),"
            + "Available Time (min),Team,Login Session ID,Monitoring Sessions\n";

    @Test
    void theHeaderIsThatOfTheContract() {
        CsvRows rows = new CsvRows(',', ZoneOffset.UTC);
        rows.header();
        assertThat(text(rows)).isEqualTo(CONTRACT_HEADER);
    }

    @Test
    void anIdleSessionIsWrittenAsInTheContract() {
        Instant login = Instant.parse("2020-04-27T19:02:31Z");
        Agent agent = new Agent(0, 1111111, 1, "Smiths", "John", "john.smith@gmail.", "6505550100", null, noTeam(), 8);
        LoginPeriod period = new LoginPeriod(111222333, 0, login.getEpochSecond(), login.getEpochSecond() + 2727);
        CsvRows rows = new CsvRows(',', ZoneId.of("US/Arizona"));
        rows.row(new SimulatedSession(period, agent, 2727, true, null, CallCounts.NONE, TimeTotals.NONE));
        assertThat(text(rows))
                .isEqualTo(
                        "1111111,Smiths,John,john.smith@gmail.,6505550100,4/27/20 12:02 PM,4/27/20 12:47 PM,,0,0,0,0,0,"
                                + "0.00%,0.00,0.00,45.45,0.00%,0.00,0.00,0.00%,0.00%,0.00,0.00,0.00,0.00,0.00,0.00,0.00,,0,0.00,"
                                + "0.00,0.00,0.00,0.00,[No Team Name],111222333,0\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "0|0|0.00",
                "7|7|0.07",
                "999|999|9.99",
                "1000|\"1,000\"|10.00",
                "99999|\"99,999\"|999.99",
                "100000|\"100,000\"|\"1,000.00\"",
                "123456|\"123,456\"|\"1,234.56\"",
                "123456789|\"123,456,789\"|\"1,234,567.89\""
            })
    void thousandsAreSeparatedAndQuoted(int value, String count, String decimal) {
        CsvRows rows = new CsvRows(',', ZoneOffset.UTC);
        rows.count(value);
        rows.decimal(value);
        assertThat(text(rows)).isEqualTo(count + "," + decimal + ",");
    }

    @Test
    void percentagesHaveAPercentSign() {
        CsvRows rows = new CsvRows(',', ZoneOffset.UTC);
        rows.percent(0);
        rows.percent(1234);
        rows.percent(10000);
        assertThat(text(rows)).isEqualTo("0.00%,12.34%,100.00%,");
    }

    @Test
    void stringsAreQuotedIfNecessary() {
        CsvRows rows = new CsvRows(',', ZoneOffset.UTC);
        for (String value : List.of("O'Brien", "Smith, Jr.", "Support \"VIP\"", "José", "é\"x\"", "a|b")) {
            rows.text(value);
        }
        rows.text(null);
        assertThat(text(rows)).isEqualTo("O'Brien,\"Smith, Jr.\",\"Support \"\"VIP\"\"\",José,\"é\"\"x\"\"\",a|b,,");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T00:00:59Z,      UTC,              1/2/26 12:00 AM",
        "2026-12-31T12:00:00Z,      UTC,              12/31/26 12:00 PM",
        "2005-11-09T23:59:59Z,      UTC,              11/9/05 11:59 PM",
        "2026-11-01T05:15:00Z,      America/New_York, 11/1/26 1:15 AM",
        "2026-11-01T06:15:00Z,      America/New_York, 11/1/26 1:15 AM",
        "2026-10-25T00:59:59Z,      Europe/Berlin,    10/25/26 2:59 AM",
        "2026-10-25T01:00:00Z,      Europe/Berlin,    10/25/26 2:00 AM",
        "2026-03-29T01:00:00Z,      Europe/Berlin,    3/29/26 3:00 AM"
    })
    void timesAreMinutesOfTheWallClockInTheZone(Instant instant, ZoneId zone, String shown) {
        CsvRows rows = new CsvRows(',', zone);
        rows.time(instant.getEpochSecond());
        assertThat(text(rows)).isEqualTo(shown + ",");
    }

    @ParameterizedTest
    @CsvSource({"',', America/New_York, 0", "'|', Europe/Berlin, 3000", "'\t', US/Arizona, 3000"})
    void theCsvIsReadAsTheRows(char delimiter, ZoneId zone, long size) throws IOException {
        CallCentre centre = new CallCentre(2, Instant.parse("2026-11-23T18:00:00Z"), size);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setRecordSeparator('\n')
                .get();
        CsvRows rows = new CsvRows(delimiter, zone);
        for (long number = 0; number < centre.schedule().size(); number++) {
            SimulatedSession session = centre.session(centre.schedule().period(number));
            rows.clear();
            rows.row(session);
            try (CSVParser parser = CSVParser.parse(text(rows), format)) {
                CSVRecord parsed = parser.getRecords().get(0);
                assertThat(parsed).hasSize(39);
                DemoRow row = DemoRow.of(session, zone);
                for (ReportColumn column : ReportColumn.ALL) {
                    assertThat(value(column.type(), parsed.get(ReportColumn.ALL.indexOf(column))))
                            .as(column.name())
                            .isEqualTo(row.value(column));
                }
            }
        }
    }

    private static @Nullable Object value(ColumnType type, String cell) {
        if (cell.isEmpty()) {
            return null;
        }
        String bare = cell.replace(",", "").replace("%", "");
        return switch (type) {
            case INTEGER -> Integer.valueOf(bare);
            case BIGINT -> Long.valueOf(bare);
            case DECIMAL -> new BigDecimal(bare);
            case VARCHAR -> cell;
            case TIMESTAMP ->
                LocalDateTime.parse(cell, DateTimeFormatter.ofPattern("M/d/yy h:mm a", Locale.US))
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli();
        };
    }

    private static Team noTeam() {
        return Team.ALL.stream().filter(team -> team.name() == null).findFirst().orElseThrow();
    }

    private static String text(CsvRows rows) {
        return new String(rows.bytes(), 0, rows.size(), StandardCharsets.UTF_8);
    }
}
