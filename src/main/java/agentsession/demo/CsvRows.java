package agentsession.demo;

import agentsession.report.ReportColumn;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Writes rows as CSV. */
final class CsvRows extends TextRows {
    private final char delimiter;

    CsvRows(char delimiter, ZoneId zone) {
        super(zone);
        this.delimiter = delimiter;
    }

    @Override
    void header() {
        for (ReportColumn column : ReportColumn.ALL) {
            text(column.header());
        }
        endRow();
    }

    @Override
    void footer() {
        // CSV has no footer
    }

    @Override
    void beginRow() {
        // CSV has no start of row
    }

    @Override
    void endRow() {
        removeLast();
        put('\n');
    }

    @Override
    void beginCell(boolean quoted) {
        if (quoted) {
            put('"');
        }
    }

    @Override
    void endCell(boolean quoted) {
        if (quoted) {
            put('"');
        }
        put(delimiter);
    }

    @Override
    public void text(@Nullable String value) {
        if (value == null) {
            put(delimiter);
            return;
        }
        boolean quoted = value.indexOf(delimiter) >= 0 || value.indexOf('"') >= 0;
        beginCell(quoted);
        put((quoted ? value.replace("\"", "\"\"") : value).getBytes(StandardCharsets.UTF_8));
        endCell(quoted);
    }
}
