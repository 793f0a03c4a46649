package agentsession.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Properties;
import org.apache.spark.sql.execution.datasources.jdbc.JDBCOptions$;
import org.junit.jupiter.api.Test;

/** The names of the options that the driver ignores are those of Spark. */
final class OptionsTest {
    @Test
    void theDriverIgnoresAllOptionsOfSpark() throws Exception {
        Properties options = new Properties();
        for (Method constant : JDBCOptions$.class.getMethods()) {
            if (constant.getName().startsWith("JDBC_") && constant.getReturnType() == String.class) {
                options.setProperty((String) constant.invoke(JDBCOptions$.MODULE$), "1");
            }
        }
        assertThat(options).hasSizeGreaterThan(25);

        try (Connection connection = DriverManager.getConnection("jdbc:agentsession:demo", options)) {
            assertThat(connection.isValid(0)).isTrue();
        }
    }
}
