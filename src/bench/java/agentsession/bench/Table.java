package agentsession.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown. All columns but the first are aligned to the right. */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headers) {
        rows.add(List.of(headers));
    }

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** A count, such as {@code 391,000} with three significant digits. */
    static String rounded(double value) {
        double unit = value == 0 ? 1 : Math.max(1, Math.pow(10, Math.floor(Math.log10(value)) - 2));
        return String.format(Locale.ROOT, "%,d", Math.round(Math.round(value / unit) * unit));
    }

    /** A ratio or another small number. */
    static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            text.append(line(rows.get(row)));
            if (row == 0) {
                text.append("|---")
                        .append("|---:".repeat(rows.get(0).size() - 1))
                        .append("|\n");
            }
        }
        return text.toString();
    }

    private String line(List<String> cells) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> column == 0 ? left(cells.get(0)) : right(cells.get(column), column))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private String left(String cell) {
        return cell + " ".repeat(width(0) - cell.length());
    }

    private String right(String cell, int column) {
        return " ".repeat(width(column) - cell.length()) + cell;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
