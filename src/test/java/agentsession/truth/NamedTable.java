package agentsession.truth;

import java.util.List;
import java.util.stream.Stream;

/** The report, or a query of WITH. */
record NamedTable(String name, String alias, List<Column> columns, List<Column> key, int size) implements Relation {
    @Override
    public void write(SqlWriter out) {
        out.add(name).add(" AS ").add(alias);
    }

    @Override
    public Stream<Relation> smaller() {
        return Stream.of();
    }
}
