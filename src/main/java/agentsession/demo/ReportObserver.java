package agentsession.demo;

import java.io.IOException;

/** Watches a report being sent, on the thread that sends it, and may make it pause. */
interface ReportObserver {
    /** Sees nothing and pauses never. */
    ReportObserver NONE = new ReportObserver() {};

    /** So many rows have been handed to the network, after so many sessions were looked at. */
    default void sent(long rows, long sessionsExamined) {}

    /** Whether to pause once exactly so many rows are sent. */
    default boolean pausesAfter(long rows) {
        return false;
    }

    /** Called when the rows are sent; returns when the report may go on. */
    default void pause(long rows) throws IOException {}
}
