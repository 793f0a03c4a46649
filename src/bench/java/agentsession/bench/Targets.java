package agentsession.bench;

import java.util.ArrayList;
import java.util.List;

/** The figures that have a target. */
final class Targets {
    private record Figure(String text, double measured, boolean atLeast, double target) {
        boolean met() {
            return atLeast ? measured >= target : measured <= target;
        }
    }

    private final List<Figure> figures = new ArrayList<>();

    void atLeast(String text, double measured, double target) {
        figures.add(new Figure(text, measured, true, target));
    }

    void atMost(String text, double measured, double target) {
        figures.add(new Figure(text, measured, false, target));
    }

    boolean isEmpty() {
        return figures.isEmpty();
    }

    Table table() {
        Table table = new Table("figure", "measured", "target", "");
        for (Figure figure : figures) {
            table.row(
                    figure.text(),
                    Table.decimal(figure.measured()),
                    (figure.atLeast() ? "at least " : "at most ") + Table.decimal(figure.target()),
                    figure.met() ? "met" : "missed");
        }
        return table;
    }
}
