package agentsession.truth;

import java.util.List;
import java.util.stream.Stream;

/** UNION, INTERSECT or EXCEPT, with or without ALL. */
record SetOperation(String operator, Query left, Query right, Tail tail) implements Query {
    @Override
    public List<Item> items() {
        return left.items();
    }

    @Override
    public int size() {
        return left.size() + right.size();
    }

    @Override
    public boolean isOrdered() {
        return !tail.orderBy().isEmpty();
    }

    @Override
    public void write(SqlWriter out) {
        branch(out, left);
        out.add(" ").add(operator).add(" ");
        branch(out, right);
        out.add(tail);
    }

    private static void branch(SqlWriter out, Query query) {
        if (query instanceof Select select && select.tail().isNone()) {
            out.add(query);
        } else {
            out.add("(").add(query).add(")");
        }
    }

    @Override
    public Stream<Query> smaller() {
        return Stream.of(
                        Stream.of(left, right),
                        Node.smallerPart(tail, t -> (Query) new SetOperation(operator, left, right, t)),
                        Node.smallerPart(left, l -> (Query) new SetOperation(operator, l, right, tail)),
                        Node.smallerPart(right, r -> (Query) new SetOperation(operator, left, r, tail)))
                .flatMap(s -> s);
    }
}
