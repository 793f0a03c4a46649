package agentsession.truth;

import java.util.List;
import java.util.stream.Stream;

/**
 * ORDER BY, LIMIT and OFFSET.
 *
 * @param orderBy names of columns with their directions, or expressions
 * @param limit negative for none
 * @param offset negative for none
 */
record Tail(List<Expression> orderBy, int limit, int offset) implements Node {
    static final Tail NONE = new Tail(List.of(), -1, -1);

    boolean isNone() {
        return orderBy.isEmpty() && limit < 0 && offset < 0;
    }

    @Override
    public void write(SqlWriter out) {
        if (!orderBy.isEmpty()) {
            out.addAll(" ORDER BY ", orderBy, ", ", "");
        }
        out.add(limit < 0 ? "" : " LIMIT " + limit).add(offset < 0 ? "" : " OFFSET " + offset);
    }

    /** All or nothing of the order, since part of it leaves open which rows there are. */
    @Override
    public Stream<Tail> smaller() {
        Stream<Tail> none = isNone() ? Stream.of() : Stream.of(NONE);
        Stream<Tail> parts = limit < 0 && offset < 0
                ? Stream.of()
                : Stream.of(new Tail(orderBy, -1, -1), new Tail(orderBy, limit, -1), new Tail(orderBy, -1, offset));
        return Stream.concat(none, parts.filter(tail -> !tail.equals(this)));
    }
}
