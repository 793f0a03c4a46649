package agentsession.truth;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * ORDER BY, LIMIT and OFFSET.
 *
 * @param orderBy names or numbers of columns, with their directions
 * @param limit null for none
 * @param offset null for none
 */
record Tail(
        List<Expression> orderBy,
        @Nullable Literal limit,
        @Nullable Literal offset) implements Node {
    static final Tail NONE = new Tail(List.of(), null, null);

    static Tail of(List<Expression> orderBy, int limit) {
        return new Tail(orderBy, Literal.of(Type.INT, limit), null);
    }

    boolean isNone() {
        return equals(NONE);
    }

    @Override
    public void write(SqlWriter out) {
        if (!orderBy.isEmpty()) {
            out.addAll(" ORDER BY ", orderBy, ", ", "");
        }
        if (limit != null) {
            out.add(" LIMIT ").add(limit);
        }
        if (offset != null) {
            out.add(" OFFSET ").add(offset);
        }
    }

    /** ORDER BY is kept or omitted as a whole, since with part of it LIMIT is not deterministic. */
    @Override
    public Stream<Tail> smaller() {
        Stream<Tail> parts = limit == null && offset == null
                ? Stream.of(NONE)
                : Stream.of(NONE, new Tail(orderBy, null, null), new Tail(orderBy, limit, null), withoutParameters());
        return parts.filter(tail -> !tail.equals(this));
    }

    private Tail withoutParameters() {
        return new Tail(orderBy, plain(limit), plain(offset));
    }

    private static @Nullable Literal plain(@Nullable Literal literal) {
        return literal == null ? null : Literal.of(literal.type(), literal.value());
    }
}
