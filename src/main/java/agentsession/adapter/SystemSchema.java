package agentsession.adapter;

import java.util.Map;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/** The Calcite schema of what the driver knows about itself. */
public final class SystemSchema extends AbstractSchema {
    /** The name of the schema in the driver. */
    public static final String NAME = "SYSTEM";

    private final RequestsTable requests;

    /** @param sessions the table whose requests are listed, with those of the connections that share reports with it */
    public SystemSchema(AgentSessionTable sessions) {
        this.requests = new RequestsTable(sessions);
    }

    @Override
    protected Map<String, Table> getTableMap() {
        return Map.of(RequestsTable.NAME, requests);
    }
}
