package agentsession.spark;

import agentsession.spark.PushedSql.NotPushedException;
import java.time.ZoneId;
import java.util.Map;
import java.util.TimeZone;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** Writes casts that have the same result, or fail, in Spark and in the driver. */
final class SqlCasts {
    private static final Map<DataType, String> INTEGRAL = Map.of(
            DataTypes.ByteType, "TINYINT",
            DataTypes.ShortType, "SMALLINT",
            DataTypes.IntegerType, "INTEGER",
            DataTypes.LongType, "BIGINT");

    private SqlCasts() {}

    static boolean isIntegral(DataType type) {
        return INTEGRAL.containsKey(type);
    }

    /** @throws NotPushedException for a cast that may differ */
    static String of(String operand, DataType from, DataType to) {
        if (isIntegral(from) || from instanceof DecimalType) {
            return number(operand, from, to);
        }
        if (to.equals(DataTypes.DateType) && (from.equals(DataTypes.TimestampNTZType) || isInTheZoneOfTheJvm(from))) {
            return cast(operand, "DATE");
        }
        if (to.equals(DataTypes.TimestampNTZType) && from.equals(DataTypes.DateType)) {
            return cast(operand, "TIMESTAMP");
        }
        throw notPushed(from, to);
    }

    private static String number(String operand, DataType from, DataType to) {
        String integral = INTEGRAL.get(to);
        if (integral != null) {
            // Spark truncates, SQL rounds.
            return cast(from instanceof DecimalType ? "TRUNCATE(" + operand + ", 0)" : operand, integral);
        }
        if (to instanceof DecimalType decimal) {
            if (from instanceof DecimalType before && before.scale() > decimal.scale()) {
                throw notPushed(from, to);
            }
            return cast(operand, "DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")");
        }
        if (to.equals(DataTypes.DoubleType)) {
            return cast(operand, "DOUBLE");
        }
        throw notPushed(from, to);
    }

    /**
     * Whether it is a timestamp whose date is the same in Spark, which takes it in the zone of the session, as in the
     * driver, which takes it in that of the JVM.
     *
     * @throws IllegalStateException if the zone of the session has changed since the query was planned
     */
    private static boolean isInTheZoneOfTheJvm(DataType type) {
        if (!type.equals(DataTypes.TimestampType)) {
            return false;
        }
        ZoneId session = DateTimeUtils.getZoneId(SQLConf.get().sessionLocalTimeZone());
        boolean same =
                session.getRules().equals(TimeZone.getDefault().toZoneId().getRules());
        if (!same && TaskContext.get() != null) {
            throw new IllegalStateException(
                    "spark.sql.session.timeZone has changed since the query was planned; create the DataFrame again.");
        }
        return same;
    }

    private static String cast(String operand, String type) {
        return "CAST(" + operand + " AS " + type + ")";
    }

    private static NotPushedException notPushed(DataType from, DataType to) {
        return new NotPushedException("CAST of " + from + " to " + to);
    }
}
