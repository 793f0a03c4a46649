package agentsession.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** Compares the catalogue with {@code columns.csv}, in which the columns were agreed on. */
final class ReportColumnTest {
    private record Column(int position, String name, String sqlType, String header, String meaning) {}

    @Test
    void theCatalogueIsTheOneAgreedOn() throws IOException {
        List<Column> catalogue = ReportColumn.ALL.stream()
                .map(column -> new Column(
                        column.index() + 1, column.name(), sqlType(column.type()), column.header(), column.meaning()))
                .toList();

        assertThat(catalogue).containsExactlyElementsOf(agreed()).hasSize(39);
    }

    private static List<Column> agreed() throws IOException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().get();
        try (InputStream file = ReportColumnTest.class.getResourceAsStream("columns.csv");
                CSVParser records = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
            return records.stream().map(ReportColumnTest::column).toList();
        }
    }

    private static Column column(CSVRecord record) {
        return new Column(
                Integer.parseInt(record.get("position")),
                record.get("column"),
                record.get("sql_type"),
                record.get("report_header"),
                record.get("meaning"));
    }

    private static String sqlType(ColumnType type) {
        return switch (type) {
            case INTEGER, BIGINT -> type.name();
            case VARCHAR, TIMESTAMP -> "%s(%d)".formatted(type, type.precision());
            case DECIMAL -> "%s(%d,%d)".formatted(type, type.precision(), type.scale());
        };
    }
}
