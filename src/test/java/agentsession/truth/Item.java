package agentsession.truth;

import java.util.stream.Stream;

/** An expression of a SELECT list, and its name. */
record Item(Expression expression, String name) implements Node {
    @Override
    public void write(SqlWriter out) {
        out.add(expression).add(" AS ").add(name);
    }

    @Override
    public Stream<Item> smaller() {
        return expression.smaller().map(smaller -> new Item(smaller, name));
    }
}
