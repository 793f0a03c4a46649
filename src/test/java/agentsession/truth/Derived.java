package agentsession.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A query in FROM.
 *
 * @param names column aliases; empty for the names of the query
 */
record Derived(Query query, String alias, List<String> names, boolean lateral) implements Relation {
    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (Item item : query.items()) {
            String name = names.isEmpty() ? item.name() : names.get(columns.size());
            columns.add(new Column(item.expression().type(), alias, name));
        }
        return List.copyOf(columns);
    }

    @Override
    public List<Column> key() {
        return columns();
    }

    @Override
    public int size() {
        return query.size();
    }

    @Override
    public void write(SqlWriter out) {
        out.add(lateral ? "LATERAL (" : "(").add(query).add(") AS ").add(alias);
        out.add(names.isEmpty() ? "" : " (" + String.join(", ", names) + ")");
    }

    @Override
    public Stream<Relation> smaller() {
        Stream<Relation> notLateral = lateral ? Stream.of(new Derived(query, alias, names, false)) : Stream.of();
        return Stream.concat(notLateral, query.smaller().map(smaller -> new Derived(smaller, alias, names, lateral)));
    }
}
