package agentsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.decode.ReportReader;
import agentsession.report.ReportColumn;
import agentsession.report.ReportFormat;
import agentsession.report.ReportFormat.Delimiter;
import agentsession.report.ReportFormat.ReturnType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class XmlRowsTest {
    private static final ReportFormat XML = new ReportFormat(ReturnType.XML, Delimiter.COMMA);

    @Test
    void elementsHaveTheNamesOfTheColumnsAndMarkupIsEscaped() {
        XmlRows rows = new XmlRows(ZoneOffset.UTC);
        rows.beginRow();
        rows.agentId(1111111);
        rows.text("Smith & <Sons>");
        rows.text(null);

        assertThat(new String(rows.bytes(), 0, rows.size(), StandardCharsets.UTF_8))
                .isEqualTo("<row><Agent_ID>1111111</Agent_ID><Last_Name>Smith &amp; &lt;Sons&gt;</Last_Name>"
                        + "<First_Name></First_Name>");
    }

    @Test
    void theXmlIsReadAsTheRows() throws IOException {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        CallCentre centre = new CallCentre(2, Instant.parse("2026-11-23T18:00:00Z"), 3_000);
        TextRows rows = TextRows.of(XML, zone);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        List<List<@Nullable Object>> expected = new ArrayList<>();
        rows.header();
        for (long number = 0; number < centre.schedule().size(); number++) {
            SimulatedSession session = centre.session(centre.schedule().period(number));
            expected.add(DemoRow.of(session, zone).values());
            rows.row(session);
            sent.write(rows.bytes(), 0, rows.size());
            rows.clear();
        }
        rows.footer();
        sent.write(rows.bytes(), 0, rows.size());

        List<String> warnings = new ArrayList<>();
        List<List<@Nullable Object>> read = new ArrayList<>();
        try (ReportReader reader =
                new ReportReader(new ByteArrayInputStream(sent.toByteArray()), XML, ReportColumn.ALL, warnings::add)) {
            for (@Nullable Object[] row = reader.next(); row != null; row = reader.next()) {
                read.add(Arrays.asList(row));
            }
        }
        assertThat(read).hasSize(3_000).isEqualTo(expected);
        assertThat(warnings).isEmpty();
    }
}
