package agentsession.query;

import agentsession.adapter.QueryRun;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.rel.type.TimeFrames;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/** The context of one execution of a plan: parameters, current time, and objects that the generated code refers to. */
final class QueryContext implements DataContext {

    private final JavaTypeFactory typeFactory;
    /** The temporary tables of WITH RECURSIVE; generated code has no other use for a schema. */
    private final SchemaPlus transientTables =
            CalciteSchema.createRootSchema(false, false).plus();

    private final Map<String, @Nullable Object> variables = new HashMap<>();

    QueryContext(CompiledQuery query, Clock clock, List<@Nullable Object> parameters, QueryRun run) {
        this.typeFactory = query.typeFactory();
        variables.putAll(query.internals());
        for (int i = 0; i < parameters.size(); i++) {
            variables.put("?" + i, parameters.get(i));
        }
        query.largeInLists().forEach(list -> variables.put(list.name(), list.valuesIn(this)));
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        ZoneId zone = clock.getZone();
        long localTime = now.toEpochMilli() + zone.getRules().getOffset(now).getTotalSeconds() * 1000L;
        put(Variable.UTC_TIMESTAMP, now.toEpochMilli());
        put(Variable.CURRENT_TIMESTAMP, localTime);
        put(Variable.LOCAL_TIMESTAMP, localTime);
        put(Variable.SYS_TIMESTAMP, localTime);
        put(Variable.TIME_ZONE, TimeZone.getTimeZone(zone));
        put(Variable.TIME_FRAME_SET, TimeFrames.CORE);
        put(Variable.LOCALE, Locale.ENGLISH);
        put(Variable.USER, "");
        put(Variable.SYSTEM_USER, "");
        variables.put(QueryRun.NAME, run);
    }

    private void put(Variable variable, Object value) {
        variables.put(variable.camelName, value);
    }

    @Override
    public SchemaPlus getRootSchema() {
        return transientTables;
    }

    @Override
    public JavaTypeFactory getTypeFactory() {
        return typeFactory;
    }

    @Override
    public QueryProvider getQueryProvider() {
        throw new UnsupportedOperationException("Plans execute no other queries");
    }

    @Override
    public @Nullable Object get(String name) {
        return variables.get(name);
    }
}
