package agentsession.truth;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two tables of FROM.
 *
 * @param on null if there is no ON
 * @param using the column of USING; empty if there is no USING
 */
record Join(
        Kind kind, Relation left, Relation right, @Nullable Expression on, String using) implements Relation {
    enum Kind {
        COMMA(", "),
        CROSS(" CROSS JOIN "),
        INNER(" JOIN "),
        LEFT(" LEFT JOIN "),
        RIGHT(" RIGHT JOIN "),
        FULL(" FULL JOIN ");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }
    }

    @Override
    public List<Column> columns() {
        return Stream.concat(left.columns().stream(), right.columns().stream()).toList();
    }

    /** The merged column of USING, without a table. */
    Optional<Column> merged() {
        return left.columns().stream()
                .filter(column -> column.name().equals(using))
                .findFirst()
                .map(column -> new Column(column.type(), "", using));
    }

    @Override
    public List<Column> key() {
        return Stream.concat(left.key().stream(), right.key().stream()).toList();
    }

    @Override
    public int size() {
        return left.size() * right.size();
    }

    @Override
    public void write(SqlWriter out) {
        if (kind == Kind.FULL && using.isEmpty() && out.dialect() != Dialect.OURS) {
            writeFullJoin(out);
            return;
        }
        out.add(left).add(kind.sql);
        if (right instanceof Join) {
            out.add("(").add(right).add(")");
        } else {
            out.add(right);
        }
        if (on != null) {
            out.add(" ON ").add(on);
        }
        if (!using.isEmpty()) {
            out.add(" USING (" + using + ")");
        }
    }

    /** FULL JOIN needs an equality of columns in PostgreSQL that it cannot simplify; H2 does not support it. */
    private void writeFullJoin(SqlWriter out) {
        if (out.dialect() == Dialect.H2 || left instanceof Join || right instanceof Join || on == null) {
            out.unsupported();
            return;
        }
        out.add("(SELECT *, 1 AS one FROM ")
                .add(left)
                .add(" OFFSET 0) AS ")
                .add(left.alias())
                .add(" FULL JOIN ");
        out.add("(SELECT *, 1 AS one FROM ").add(right).add(" OFFSET 0) AS ").add(right.alias());
        out.add(" ON " + left.alias() + ".one = " + right.alias() + ".one AND ").add(on);
    }

    @Override
    public String alias() {
        return "";
    }

    @Override
    public Stream<Relation> smaller() {
        return Stream.of(
                        Stream.of(left, right),
                        Node.smallerPart(left, l -> (Relation) new Join(kind, l, right, on, using)),
                        Node.smallerPart(right, r -> (Relation) new Join(kind, left, r, on, using)),
                        Node.smallerPart(on, o -> (Relation) new Join(kind, left, right, o, using)))
                .flatMap(s -> s);
    }
}
