package agentsession.query;

import agentsession.adapter.LargeInList;
import agentsession.query.calcite.RootLimit;
import java.util.List;
import java.util.Map;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.runtime.Bindable;

/**
 * A compiled plan, which any connection with the settings of its {@link QueryCompiler} can execute.
 *
 * @param internals the objects that the code refers to
 * @param largeInLists the lists that the code refers to
 */
record CompiledQuery(
        List<ResultColumn> columns,
        List<QueryParameter> parameters,
        Bindable<?> code,
        RootLimit limit,
        JavaTypeFactory typeFactory,
        Map<String, Object> internals,
        List<LargeInList> largeInLists) {

    CompiledQuery {
        columns = List.copyOf(columns);
        parameters = List.copyOf(parameters);
    }
}
