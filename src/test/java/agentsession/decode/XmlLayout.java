package agentsession.decode;

import agentsession.report.ReportColumn;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Layouts of a report in XML. */
enum XmlLayout {
    CHILDREN {
        @Override
        String row(List<ReportColumn> order, List<String> cells) {
            return "<row>" + each(order, cells, (column, cell) -> element(header(column), text(cell))) + "</row>";
        }
    },
    ATTRIBUTES {
        @Override
        String row(List<ReportColumn> order, List<String> cells) {
            return "<row" + each(order, cells, (column, cell) -> attribute(header(column), cell)) + "/>";
        }
    },
    FIELDS_WITH_TEXT {
        @Override
        String row(List<ReportColumn> order, List<String> cells) {
            return "<record>"
                    + each(
                            order,
                            cells,
                            (column, cell) ->
                                    "<field" + attribute("name", column.header()) + ">" + text(cell) + "</field>")
                    + "</record>";
        }
    },
    FIELDS_WITH_VALUE {
        @Override
        String row(List<ReportColumn> order, List<String> cells) {
            return "<record>"
                    + each(
                            order,
                            cells,
                            (column, cell) ->
                                    "<column" + attribute("Value", cell) + attribute("NAME", column.name()) + "/>\n")
                    + "</record>";
        }
    },
    CDATA_AND_COMMENTS {
        @Override
        String row(List<ReportColumn> order, List<String> cells) {
            return "<row>\r\n"
                    + each(
                            order,
                            cells,
                            (column, cell) -> element(header(column), "<!-- -->" + cdata(cell) + "<?p i?>") + "\r\n\t")
                    + "</row>";
        }
    },
    PREFIXED {
        @Override
        String row(List<ReportColumn> order, List<String> cells) {
            return "<r:row xmlns:r='urn:r'><r:cells>"
                    + each(order, cells, (column, cell) -> element("r:" + header(column), text(cell)))
                    + "</r:cells></r:row>";
        }
    },
    MIXED {
        @Override
        String row(List<ReportColumn> order, List<String> cells) {
            int half = order.size() / 2;
            return "<session" + each(order.subList(0, half), cells, (column, cell) -> attribute(column.name(), cell))
                    + ">"
                    + each(
                            order.subList(half, order.size()),
                            cells.subList(half, order.size()),
                            (column, cell) -> element(column.name().toLowerCase(Locale.ROOT), text(cell)))
                    + "</session>";
        }
    },
    EMPTY_OMITTED {
        @Override
        String row(List<ReportColumn> order, List<String> cells) {
            return "<row>"
                    + each(
                            order,
                            cells,
                            (column, cell) -> cell.isEmpty() && column != ReportColumn.LOGIN_DTS
                                    ? ""
                                    : element(header(column).replace('_', '-'), text(cell)))
                    + "</row>";
        }
    };

    private interface Cell {
        String write(ReportColumn column, String cell);
    }

    /** Returns a row with these cells of these columns. */
    abstract String row(List<ReportColumn> order, List<String> cells);

    /** Returns a document of rows, each written by {@link #row}. */
    static String document(String... rows) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<report>\n <rows>\n" + String.join("\n", rows)
                + "</rows></report>";
    }

    private static String each(List<ReportColumn> order, List<String> cells, Cell cell) {
        return IntStream.range(0, order.size())
                .mapToObj(at -> cell.write(order.get(at), cells.get(at)))
                .collect(Collectors.joining());
    }

    private static String header(ReportColumn column) {
        return column.header().replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_", "");
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + " >";
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\""
                + text(value).replace("\"", "&quot;").replace("\t", "&#9;").replace("\n", "&#10;") + "\"";
    }

    private static String text(String cell) {
        return cell.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#xd;")
                .replace("é", "&#233;");
    }

    private static String cdata(String cell) {
        return "<![CDATA[" + cell.replace("]]>", "]]]]><![CDATA[>").replace("\r", "]]>&#13;<![CDATA[") + "]]>";
    }
}
