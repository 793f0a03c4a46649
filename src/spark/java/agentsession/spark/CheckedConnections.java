package agentsession.spark;

import java.sql.Connection;
import java.time.ZoneId;
import java.util.TimeZone;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions;
import org.apache.spark.sql.jdbc.JdbcDialects;
import scala.Function1;
import scala.runtime.AbstractFunction1;

/**
 * Connects, and on an executor checks first that it writes the same SQL as Spark's driver planned. Without the check,
 * Spark would silently omit a condition that only its driver can push down.
 */
final class CheckedConnections extends AbstractFunction1<Object, Connection> implements java.io.Serializable {
    private static final long serialVersionUID = 1;

    private final Function1<Object, Connection> connections;
    private final String url;
    private final ZoneId zone;
    private final boolean zoneMatters;

    private CheckedConnections(
            Function1<Object, Connection> connections, String url, ZoneId zone, boolean zoneMatters) {
        this.connections = connections;
        this.url = url;
        this.zone = zone;
        this.zoneMatters = zoneMatters;
    }

    static CheckedConnections of(Function1<Object, Connection> connections, JDBCOptions options) {
        return new CheckedConnections(
                connections,
                options.url(),
                zoneOfTheJvm(),
                !options.preferTimestampNTZ() || options.customSchema().isDefined());
    }

    @Override
    public Connection apply(Object partition) {
        if (TaskContext.get() != null) {
            checkDialect();
            checkZone();
        }
        return connections.apply(partition);
    }

    private void checkDialect() {
        if (!(JdbcDialects.get(url) instanceof AgentSessionDialect)) {
            throw new IllegalStateException("This executor does not use AgentSessionDialect, since it read a table by"
                    + " JDBC before it had the jar. Give Spark the jar when the application starts: --jars or"
                    + " spark.jars.");
        }
    }

    private void checkZone() {
        ZoneId here = zoneOfTheJvm();
        if (zoneMatters && !here.getRules().equals(zone.getRules())) {
            throw new IllegalStateException(
                    ("The time zone of this executor's JVM is %s, and that of Spark's driver is %s,"
                                    + " so they would read different timestamps. Set spark.executor.extraJavaOptions and"
                                    + " spark.driver.extraJavaOptions to -Duser.timezone=UTC, or the option preferTimestampNTZ to"
                                    + " true.")
                            .formatted(here, zone));
        }
    }

    private static ZoneId zoneOfTheJvm() {
        return TimeZone.getDefault().toZoneId();
    }
}
