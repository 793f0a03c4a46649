package agentsession.truth;

import java.util.stream.Stream;

/** A column of a table in FROM, by the table's alias; the table is empty for a merged column of USING. */
record Column(Type type, String table, String name) implements Expression {
    @Override
    public void write(SqlWriter out) {
        out.add(table.isEmpty() ? name : table + "." + name);
    }

    @Override
    public boolean mentionsColumn() {
        return true;
    }

    @Override
    public Stream<Expression> smaller() {
        return type == Type.APPROX ? Stream.of() : Stream.of(Literal.simplest(type));
    }
}
