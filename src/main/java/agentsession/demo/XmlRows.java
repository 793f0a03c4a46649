package agentsession.demo;

import agentsession.report.ReportColumn;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows as XML: an element for each row, with a child element for each column. */
final class XmlRows extends TextRows {
    private static final byte[] HEADER = utf8("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<report>\n");
    private static final byte[] FOOTER = utf8("</report>\n");
    private static final byte[] ROW = utf8("<row>");
    private static final byte[] ROW_END = utf8("</row>\n");
    private static final List<byte[]> CELLS = ReportColumn.ALL.stream()
            .map(column -> utf8("<" + name(column) + ">"))
            .toList();
    private static final List<byte[]> CELL_ENDS = ReportColumn.ALL.stream()
            .map(column -> utf8("</" + name(column) + ">"))
            .toList();

    private int column;

    XmlRows(ZoneId zone) {
        super(zone);
    }

    /** The name of the element, such as {@code Talk_Time_min}. */
    private static String name(ReportColumn column) {
        return column.header().replaceAll("[^A-Za-z]+", "_").replaceAll("^_|_$", "");
    }

    @Override
    void header() {
        put(HEADER);
    }

    @Override
    void footer() {
        put(FOOTER);
    }

    @Override
    void beginRow() {
        put(ROW);
        column = 0;
    }

    @Override
    void endRow() {
        put(ROW_END);
    }

    @Override
    void beginCell(boolean special) {
        put(CELLS.get(column));
    }

    @Override
    void endCell(boolean special) {
        put(CELL_ENDS.get(column++));
    }

    @Override
    public void text(@Nullable String value) {
        beginCell(false);
        if (value != null) {
            put(utf8(value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
        }
        endCell(false);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
