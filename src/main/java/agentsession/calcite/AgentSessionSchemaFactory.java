package agentsession.calcite;

import agentsession.adapter.AgentSessionSchema;
import agentsession.adapter.AgentSessionTable;
import agentsession.adapter.ScanSettings;
import agentsession.cache.ReportCache;
import agentsession.config.ConnectionSettings;
import agentsession.config.JdbcUrl;
import agentsession.connect.AddressedService;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.calcite.model.ModelHandler;
import org.apache.calcite.schema.Schema;
import org.apache.calcite.schema.SchemaFactory;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/**
 * Adds the report to the model of a Calcite program, as the table {@code AGENT_SESSION}. Operands are {@code url}, a JDBC
 * URL of this driver, and any connection property; their names are case-insensitive, timeouts are in seconds. Operands
 * take precedence over the properties of the URL.
 *
 * <pre>{@code
 * {
 *   "name": "REPORTS",
 *   "type": "custom",
 *   "factory": "agentsession.calcite.AgentSessionSchemaFactory",
 *   "operand": {
 *     "url": "jdbc:agentsession://ringcx.ringcentral.com/voice/99990001",
 *     "timeZone": "US/Arizona",
 *     "accessTokenFile": "/run/secrets/access-token"
 *   }
 * }
 * }</pre>
 *
 * <p>{@code fun} has no effect, since the functions are those of the Calcite connection. {@code now} only affects the data
 * of the demo. A schema is never closed, so the demo runs as long as the JVM.
 */
public final class AgentSessionSchemaFactory implements SchemaFactory {
    private static final String URL = "url";

    /** The operands that Calcite adds to every schema. */
    private static final List<String> ADDED = Arrays.stream(ModelHandler.ExtraOperand.values())
            .map(operand -> operand.camelName)
            .toList();

    /**
     * Creates the schema. It sends no request to the service.
     *
     * @param parentSchema not used
     * @param name not used
     * @throws DriverException an unchecked exception with SQLState 08001 for a URL that is missing, malformed or another
     *     driver's, 22023 for an unknown, duplicate or invalid operand, 28000 for missing or contradictory credentials
     */
    @Override
    public Schema create(SchemaPlus parentSchema, String name, Map<String, Object> operand) {
        ConnectionSettings settings = settings(operand);
        return new AgentSessionSchema(new AgentSessionTable(
                ReportCache.open(settings, AddressedService.open(settings)), ScanSettings.of(settings)));
    }

    static ConnectionSettings settings(Map<String, Object> operands) {
        Properties properties = new Properties();
        @Nullable String url = null;
        for (Map.Entry<String, Object> operand : operands.entrySet()) {
            String name = operand.getKey();
            @Nullable Object value = operand.getValue();
            if (value == null || ADDED.contains(name)) {
                continue;
            }
            if (!name.equalsIgnoreCase(URL)) {
                properties.setProperty(name, text(name, value));
            } else if (url == null) {
                url = text(name, value);
            } else {
                throw new DriverException(
                        SqlState.INVALID_PARAMETER_VALUE, "Operand url is set twice, in different case; remove one.");
            }
        }
        return ConnectionSettings.of(
                JdbcUrl.parse(url)
                        .orElseThrow(() -> new DriverException(
                                SqlState.UNABLE_TO_CONNECT,
                                "Operand url must be a JDBC URL that starts with jdbc:agentsession:, such as"
                                        + " jdbc:agentsession:demo.")),
                properties);
    }

    private static String text(String name, Object value) {
        return value instanceof List<?> list
                ? list.stream().map(element -> scalar(name, element)).collect(Collectors.joining(","))
                : scalar(name, value);
    }

    private static String scalar(String name, @Nullable Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new DriverException(
                SqlState.INVALID_PARAMETER_VALUE,
                "The value of operand " + name + " must be a string, a number, true, false or a list of these.");
    }
}
