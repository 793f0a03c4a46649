package agentsession.cache;

import agentsession.service.ReportService;

/** The service of a connection, and the downloads from it. Guarded by the pool. */
final class ServiceUse {
    private final ReportService service;
    private int downloads;
    private boolean connectionClosed;
    private boolean closed;

    ServiceUse(ReportService service) {
        this.service = service;
    }

    ReportService service() {
        return service;
    }

    void begin() {
        downloads++;
    }

    /** Returns whether to close the service. */
    boolean end() {
        downloads--;
        return isUnused();
    }

    /**
     * Returns whether to close the service now; if not, the last download does.
     *
     * @param last whether no other connection needs its downloads
     */
    boolean closeConnection(boolean last) {
        connectionClosed = true;
        if (last) {
            downloads = Math.min(downloads, 0);
        }
        return isUnused();
    }

    private boolean isUnused() {
        if (!connectionClosed || closed || downloads > 0) {
            return false;
        }
        closed = true;
        return true;
    }
}
