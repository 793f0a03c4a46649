package agentsession.cache.store;

import agentsession.error.DriverException;

/** Why a report is incomplete. */
@FunctionalInterface
public interface ReportFailure {

    /**
     * The error for a reader.
     *
     * @param rows the number of rows that it has got
     */
    DriverException exception(long rows);
}
