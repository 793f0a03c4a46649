package agentsession.spark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Reads the report: by Spark from the service, and without Spark as what is to be expected. */
final class Frames {
    private Frames() {}

    /** A reader with the options that all reads need. */
    static DataFrameReader reader(SparkSession spark, String url, boolean withoutZone) {
        return spark.read().format("jdbc").option("url", url).option("preferTimestampNTZ", withoutZone);
    }

    static Dataset<Row> table(SparkSession spark, String url, boolean withoutZone) {
        return reader(spark, url, withoutZone)
                .option("dbtable", "AGENT_SESSION")
                .load();
    }

    /** Makes the catalog {@code name} of the session. */
    static void catalog(SparkSession spark, String name, String url, boolean withoutZone) {
        String key = "spark.sql.catalog." + name;
        spark.conf().set(key, "org.apache.spark.sql.execution.datasources.v2.jdbc.JDBCTableCatalog");
        spark.conf().set(key + ".url", url);
        spark.conf().set(key + ".preferTimestampNTZ", withoutZone);
    }

    /** All rows, read by one query without Spark. Spark has them in memory, and evaluates all expressions itself. */
    static Dataset<Row> plain(SparkSession spark, String url, StructType schema) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM AGENT_SESSION")) {
            while (result.next()) {
                Object[] values = new Object[schema.length()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = value(result, i + 1, schema.fields()[i].dataType());
                }
                rows.add(RowFactory.create(values));
            }
        }
        return spark.createDataFrame(rows, schema);
    }

    private static Object value(ResultSet row, int column, DataType type) throws SQLException {
        if (type.equals(DataTypes.TimestampNTZType)) {
            return row.getObject(column, LocalDateTime.class);
        }
        return type.equals(DataTypes.TimestampType) ? row.getTimestamp(column) : row.getObject(column);
    }

    /** The rows as text, in a fixed order. */
    static List<String> sorted(Dataset<Row> rows) {
        return inOrder(rows).stream().sorted().toList();
    }

    /** The rows as text. */
    static List<String> inOrder(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(row -> row.mkString(" | ")).toList();
    }
}
