package agentsession.demo;

import agentsession.report.ReportColumn;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Rows as CSV. */
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
        // The last row is the end.
    }

    @Override
    void beginRow() {
        // Its first cell is the beginning.
    }

    @Override
    void endRow() {
        unput();
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
