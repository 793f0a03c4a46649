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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares the catalogue with {@code columns.csv}, the agreed list of columns. */
final class ReportColumnTest {
    private record Column(int position, String name, String sqlType, String header) {}

    @Test
    void theCatalogueEqualsTheFile() throws IOException {
        List<Column> catalogue = ReportColumn.ALL.stream()
                .map(column -> new Column(column.index() + 1, column.name(), sqlType(column.type()), column.header()))
                .toList();

        assertThat(catalogue).containsExactlyElementsOf(expected()).hasSize(39);
    }

    @ParameterizedTest
    @EnumSource
    void theMeaningSaysMoreThanTheHeader(ReportColumn column) {
        assertThat(column.meaning()).matches("[A-Z].*[^.]").hasSizeBetween(10, 100);
        assertThat(column.meaning()).doesNotContainIgnoringCase(column.header() + " in ");
        assertThat(ReportColumn.ALL.stream().filter(other -> other.meaning().equals(column.meaning())))
                .containsExactly(column);
    }

    @ParameterizedTest
    @EnumSource
    void theMeaningNamesTheUnit(ReportColumn column) {
        boolean minutes = column.name().endsWith("_MIN");
        boolean percent = column.name().endsWith("_PCT");

        assertThat(column.meaning().contains("in minutes")).isEqualTo(minutes);
        assertThat(column.meaning().contains("in percent")).isEqualTo(percent);
        assertThat(column.type() == ColumnType.DECIMAL)
                .isEqualTo(minutes || percent || column.meaning().contains("unit"));
    }

    private static List<Column> expected() throws IOException {
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
                record.get("report_header"));
    }

    private static String sqlType(ColumnType type) {
        return switch (type) {
            case INTEGER, BIGINT -> type.name();
            case VARCHAR, TIMESTAMP -> "%s(%d)".formatted(type, type.precision());
            case DECIMAL -> "%s(%d,%d)".formatted(type, type.precision(), type.scale());
        };
    }
}
