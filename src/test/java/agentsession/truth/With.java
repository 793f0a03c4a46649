package agentsession.truth;

import java.util.List;
import java.util.stream.Stream;

/** A query with a name, and one that uses it. */
record With(String name, Query named, Query body) implements Query {
    @Override
    public List<Item> items() {
        return body.items();
    }

    @Override
    public int size() {
        return body.size();
    }

    @Override
    public boolean isOrdered() {
        return body.isOrdered();
    }

    @Override
    public void write(SqlWriter out) {
        out.add("WITH ");
        writeRest(out);
    }

    /** The text after the keyword, which a nested WITH shares. */
    private void writeRest(SqlWriter out) {
        out.add(name).add(" AS (").add(named).add(")");
        if (body instanceof With more) {
            out.add(", ");
            more.writeRest(out);
        } else {
            out.add(" ").add(body);
        }
    }

    @Override
    public Stream<Query> smaller() {
        return Stream.of(
                        Stream.of(body, named),
                        Node.smallerPart(body, b -> (Query) new With(name, named, b)),
                        Node.smallerPart(named, n -> (Query) new With(name, n, body)))
                .flatMap(s -> s);
    }
}
