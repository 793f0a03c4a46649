package agentsession.adapter;

import java.util.Map;
import org.apache.calcite.schema.Table;
import org.apache.calcite.schema.impl.AbstractSchema;

/** A Calcite schema with the one table there is. */
public final class AgentSessionSchema extends AbstractSchema {
    /** The name the schema has in the driver. */
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
