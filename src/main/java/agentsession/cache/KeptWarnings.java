package agentsession.cache;

import agentsession.decode.ReportWarnings;
import agentsession.report.ReportColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The warnings about a report, for all its readers. Thread-safe. */
final class KeptWarnings implements ReportWarnings {
    private final List<Warning> warnings = new ArrayList<>();

    /** @param column the column without which the warning does not matter; empty if it matters always */
    private record Warning(Optional<ReportColumn> column, String text) {}

    @Override
    public void accept(String warning) {
        add(new Warning(Optional.empty(), warning));
    }

    @Override
    public void missing(ReportColumn column, String warning) {
        add(new Warning(Optional.of(column), warning));
    }

    private synchronized void add(Warning warning) {
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    /**
     * Passes on the warnings that matter for columns.
     *
     * @param first how many have been passed on before
     * @return how many have been passed on now
     */
    synchronized int pass(int first, Collection<ReportColumn> columns, Consumer<String> target) {
        for (Warning warning : warnings.subList(first, warnings.size())) {
            if (warning.column.isEmpty() || columns.contains(warning.column.get())) {
                target.accept(warning.text);
            }
        }
        return warnings.size();
    }
}
