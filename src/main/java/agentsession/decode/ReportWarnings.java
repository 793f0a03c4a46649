package agentsession.decode;

import agentsession.report.ReportColumn;
import java.util.function.Consumer;

/** Receives the warnings about a report. */
@FunctionalInterface
public interface ReportWarnings extends Consumer<String> {

    /** Receives a warning that concerns only those who use a column: the report does not have it. */
    default void missing(ReportColumn column, String warning) {
        accept(warning);
    }
}
