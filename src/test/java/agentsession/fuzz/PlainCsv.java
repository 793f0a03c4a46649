package agentsession.fuzz;

import java.util.ArrayList;
import java.util.List;

/** A reader of CSV by RFC 4180 that also accepts any line break, and blanks after a quoted cell. */
final class PlainCsv {
    private final String text;
    private int at;

    private PlainCsv(String text) {
        this.text = text;
    }

    /**
     * Returns the records of a text, without empty lines.
     *
     * @throws IllegalArgumentException if a quotation mark is misplaced
     */
    static List<List<String>> records(String text) {
        PlainCsv csv = new PlainCsv(text);
        List<List<String>> records = new ArrayList<>();
        while (csv.at < text.length()) {
            if (csv.isLineEnd()) {
                csv.at++;
            } else {
                records.add(csv.record());
            }
        }
        return records;
    }

    private List<String> record() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            cells.add(cell());
        }
        return cells;
    }

    private String cell() {
        return at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
    }

    private String plain() {
        int start = at;
        while (!isCellEnd()) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) != '"') {
                cell.append(text.charAt(at));
            } else if (text.startsWith("\"\"", at)) {
                cell.append('"');
                at++;
            } else {
                at++;
                if (!plain().isBlank()) {
                    break;
                }
                return cell.toString();
            }
        }
        throw new IllegalArgumentException("Broken quotation marks before character " + at);
    }

    private boolean isCellEnd() {
        return at == text.length() || text.charAt(at) == ',' || isLineEnd();
    }

    private boolean isLineEnd() {
        return text.charAt(at) == '\r' || text.charAt(at) == '\n';
    }
}
