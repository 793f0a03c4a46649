package agentsession.truth;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * SELECT ... FROM ... WHERE ... GROUP BY ... HAVING ... WINDOW ... ORDER BY ... LIMIT.
 *
 * @param groupBy the text after GROUP BY
 */
record Select(
        boolean distinct,
        List<Item> items,
        @Nullable Relation from,
        @Nullable Expression where,
        @Nullable Call groupBy,
        @Nullable Expression having,
        List<Window.Named> windows,
        Tail tail)
        implements Query {

    @Override
    public void write(SqlWriter out) {
        out.addAll(distinct ? "SELECT DISTINCT " : "SELECT ", items, ", ", "");
        part(out, " FROM ", from);
        part(out, " WHERE ", where);
        part(out, " GROUP BY ", groupBy);
        part(out, " HAVING ", having);
        if (!windows.isEmpty()) {
            out.addAll(" WINDOW ", windows, ", ", "");
        }
        out.add(tail);
    }

    private static void part(SqlWriter out, String keyword, @Nullable Node node) {
        if (node != null) {
            out.add(keyword).add(node);
        }
    }

    @Override
    public int size() {
        return from == null ? 1 : from.size();
    }

    @Override
    public boolean isOrdered() {
        return !tail.orderBy().isEmpty();
    }

    @Override
    public Stream<Query> smaller() {
        Stream<Query> inner = from instanceof Derived derived ? Stream.of(derived.query()) : Stream.of();
        return Stream.of(
                        inner,
                        leftOut(),
                        Node.withoutElement(items)
                                .filter(list -> !list.isEmpty())
                                .map(list -> new Select(distinct, list, from, where, groupBy, having, windows, tail)),
                        Node.smallerPart(
                                tail, t -> new Select(distinct, items, from, where, groupBy, having, windows, t)),
                        Node.smallerPart(
                                from, f -> new Select(distinct, items, f, where, groupBy, having, windows, tail)),
                        Node.smallerPart(
                                where, w -> new Select(distinct, items, from, w, groupBy, having, windows, tail)),
                        Node.smallerPart(
                                having, h -> new Select(distinct, items, from, where, groupBy, h, windows, tail)),
                        Node.smallerElement(items)
                                .map(list -> new Select(distinct, list, from, where, groupBy, having, windows, tail)),
                        smallerGroupBy(),
                        Stream.concat(Node.withoutElement(windows), Node.smallerElement(windows))
                                .map(list -> new Select(distinct, items, from, where, groupBy, having, list, tail)))
                .flatMap(s -> s);
    }

    /** A key is not replaced by a constant, since a number there is the index of a column. */
    private Stream<Query> smallerGroupBy() {
        return Stream.ofNullable(groupBy)
                .flatMap(Call::smaller)
                .flatMap(smaller -> smaller instanceof Call call ? Stream.of(call) : Stream.of())
                .filter(call -> call.parts().stream()
                        .allMatch(key -> key instanceof Expression expression && expression.mentionsColumn()))
                .map(call -> new Select(distinct, items, from, where, call, having, windows, tail));
    }

    private Stream<Query> leftOut() {
        return Stream.of(
                        where == null && groupBy == null && having == null
                                ? new Select(distinct, items, null, null, null, null, windows, tail)
                                : this,
                        new Select(distinct, items, from, null, groupBy, having, windows, tail),
                        new Select(distinct, items, from, where, groupBy, null, windows, tail),
                        new Select(distinct, items, from, where, null, having, windows, tail),
                        new Select(false, items, from, where, groupBy, having, windows, tail))
                .filter(query -> !query.equals(this))
                .map(query -> query);
    }
}
