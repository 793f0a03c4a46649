package agentsession.demo;

import java.io.IOException;

/** Observes the sending of a report, on the thread that sends it, and may pause it. */
interface ReportObserver {
    /** Ignores all events and never pauses. */
    ReportObserver NONE = new ReportObserver() {};

    /** Called after rows were written to the network, with totals so far. */
    default void sent(long rows, long sessionsExamined) {}

    /** Whether to pause after exactly this number of rows. */
    default boolean pausesAfter(long rows) {
        return false;
    }

    /** Called after the rows are sent; the report continues when it returns. */
    default void pause(long rows) throws IOException {}
}
