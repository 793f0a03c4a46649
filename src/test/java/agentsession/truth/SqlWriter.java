package agentsession.truth;

import java.util.ArrayList;
import java.util.List;

/** Collects the text of a statement in one dialect, and the values of its parameters. */
final class SqlWriter {
    private final Dialect dialect;
    private final StringBuilder sql = new StringBuilder();
    private final List<Literal> parameters = new ArrayList<>();
    private boolean possible = true;

    SqlWriter(Dialect dialect) {
        this.dialect = dialect;
    }

    /** A query as a statement. */
    static Statement statement(Query query, Dialect dialect) {
        SqlWriter out = new SqlWriter(dialect);
        query.write(out);
        return new Statement(out.sql.toString(), List.copyOf(out.parameters), out.possible);
    }

    Dialect dialect() {
        return dialect;
    }

    SqlWriter add(String text) {
        sql.append(text);
        return this;
    }

    SqlWriter add(Node node) {
        node.write(this);
        return this;
    }

    SqlWriter addAll(String before, List<? extends Node> nodes, String between, String after) {
        add(before);
        String separator = "";
        for (Node node : nodes) {
            add(separator).add(node);
            separator = between;
        }
        return add(after);
    }

    void parameter(Literal value) {
        sql.append('?');
        parameters.add(value);
    }

    /** Says that this dialect has no spelling for what was to be written. */
    void impossible() {
        possible = false;
    }

    /**
     * A statement in one dialect.
     *
     * @param parameters the values of its {@code ?}, in their order
     * @param possible whether the dialect has all that the query needs
     */
    record Statement(String sql, List<Literal> parameters, boolean possible) {}
}
