package agentsession.truth;

import java.util.List;
import java.util.stream.Stream;

/** A query in FROM. */
record Derived(Query query, String alias, boolean lateral) implements Relation {
    @Override
    public List<Column> columns() {
        return query.items().stream()
                .map(item -> new Column(item.expression().type(), alias, item.name()))
                .toList();
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
    }

    @Override
    public Stream<Relation> smaller() {
        Stream<Relation> notLateral = lateral ? Stream.of(new Derived(query, alias, false)) : Stream.of();
        return Stream.concat(notLateral, query.smaller().map(smaller -> new Derived(smaller, alias, lateral)));
    }
}
