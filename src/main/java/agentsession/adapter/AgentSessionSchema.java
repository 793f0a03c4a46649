package agentsession.adapter;

import java.util.Map;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/** The Calcite schema, with one table. */
public final class AgentSessionSchema extends AbstractSchema {
    /** The name of the schema in the driver. */
    public static final String NAME = "REPORTS";

    private final AgentSessionTable table;

    public AgentSessionSchema(AgentSessionTable table) {
        this.table = table;
    }

    @Override
    protected Map<String, Table> getTableMap() {
        return Map.of(AgentSessionTable.NAME, table);
    }
}
