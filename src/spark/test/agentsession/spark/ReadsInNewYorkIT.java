package agentsession.spark;

import java.sql.SQLException;

/** Reads of JVMs in the time zone of New York, which was set back on 1 November 2026. */
final class ReadsInNewYorkIT extends Reads {
    ReadsInNewYorkIT(Cluster cluster, Service service) throws SQLException, InterruptedException {
        super("America/New_York", cluster, service);
    }
}
