package agentsession.calcite;

import agentsession.adapter.AgentSessionSchema;
import agentsession.adapter.AgentSessionTable;
import agentsession.adapter.ScanSettings;
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
 * Puts the report into the model of any Calcite program. Operands are {@code url}, a connection string of this driver,
 * and any connection property by its name, both in upper or lower case; what stands in an operand wins over the URL.
 *
 * <p>{@code fun} has no effect, since the program chooses its own functions. Neither has {@code now}, but for the data
 * of the demo. A schema is never closed: the demo, if that is what the URL names, lives as long as the JVM.
 */
public final class AgentSessionSchemaFactory implements SchemaFactory {
    private static final String URL = "url";

    /** What Calcite adds to the operands of every schema. */
    private static final List<String> ADDED = Arrays.stream(ModelHandler.ExtraOperand.values())
            .map(operand -> operand.camelName)
            .toList();

    /**
     * Makes the schema; asks nothing of the service.
     *
     * @param parentSchema not used
     * @param name not used
     * @throws DriverException (08001) for a URL that is missing, malformed or another driver's, (22023) for an operand
     *     that does not exist, comes twice or has a value it cannot have, (28000) for credentials that are missing or
     *     contradict each other
     */
    @Override
    public Schema create(SchemaPlus parentSchema, String name, Map<String, Object> operand) {
        ConnectionSettings settings = settings(operand);
        return new AgentSessionSchema(
                new AgentSessionTable(AddressedService.open(settings), ScanSettings.of(settings)));
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
                        SqlState.INVALID_PARAMETER_VALUE,
                        "Operand url comes twice, in different upper and lower case; leave one out.");
            }
        }
        return ConnectionSettings.of(
                JdbcUrl.parse(url)
                        .orElseThrow(() -> new DriverException(
                                SqlState.UNABLE_TO_CONNECT,
                                "Operand url must be a connection string that starts with jdbc:agentsession:, such as"
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
                "The value of operand " + name + " must be text, a number, true, false or a list of these.");
    }
}
