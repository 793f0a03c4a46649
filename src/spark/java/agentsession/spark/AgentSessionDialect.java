package agentsession.spark;

import java.sql.Connection;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.Locale;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions;
import org.apache.spark.sql.jdbc.JdbcDialect;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Option;

/**
 * The dialect of the Agent Session Report for Spark's JDBC source: it pushes down aggregates, LIMIT, OFFSET and sorts with
 * a limit, and only such expressions as the driver evaluates like Spark; {@link PushedSql} lists them. Timestamps without
 * time zone ({@code preferTimestampNTZ}) are those of the report in every JVM.
 *
 * <p>Spark finds it by {@code META-INF/services} if the jar is on the class path of driver and executors, as by
 * {@code --jars}.
 */
public final class AgentSessionDialect extends JdbcDialect {
    private static final long serialVersionUID = 1;

    private static final String PREFIX = "jdbc:agentsession:";

    /** Creates a dialect. All dialects are equal. */
    public AgentSessionDialect() {}

    @Override
    public boolean canHandle(String url) {
        return url.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    /** {@inheritDoc} Strings have no maximum length in Spark, and FLOAT is as precise as DOUBLE. */
    @Override
    public Option<DataType> getCatalystType(int sqlType, String typeName, int size, MetadataBuilder metadata) {
        return switch (sqlType) {
            case Types.CHAR, Types.VARCHAR -> Option.apply(DataTypes.StringType);
            case Types.FLOAT -> Option.apply(DataTypes.DoubleType);
            default -> Option.empty();
        };
    }

    /** {@inheritDoc} The driver's timestamps show the time of the report in the zone of the JVM. */
    @Override
    public LocalDateTime convertJavaTimestampToTimestampNTZ(Timestamp timestamp) {
        return timestamp.toLocalDateTime();
    }

    @Override
    public Timestamp convertTimestampNTZToJavaTimestamp(LocalDateTime time) {
        return Timestamp.valueOf(time);
    }

    @Override
    public Function1<Object, Connection> createConnectionFactory(JDBCOptions options) {
        return CheckedConnections.of(super.createConnectionFactory(options), options);
    }

    /** {@inheritDoc} Empty for what Spark has to evaluate. */
    @Override
    public Option<String> compileExpression(Expression expression) {
        return Option.apply(PushedSql.of(expression));
    }

    @Override
    public boolean supportsLimit() {
        return true;
    }

    @Override
    public boolean supportsOffset() {
        return true;
    }

    /** Whether it is another dialect of this class, so that Spark does not register it twice. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AgentSessionDialect;
    }

    @Override
    public int hashCode() {
        return AgentSessionDialect.class.hashCode();
    }
}
