package agentsession.spark;

import java.sql.SQLException;
import java.util.List;

/** Reads of JVMs in the time zone UTC. */
final class ReadsInUtcIT extends Reads {
    ReadsInUtcIT(Cluster cluster, Service service) throws SQLException, InterruptedException {
        super("UTC", cluster, service);
    }

    /** Those without are compared where the time zone could matter. */
    @Override
    List<Boolean> timestampsOfExpressions() {
        return List.of(false);
    }
}
