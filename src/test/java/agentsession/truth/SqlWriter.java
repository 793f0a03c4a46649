package agentsession.truth;

import java.util.ArrayList;
import java.util.List;

/** Collects the text of a statement in one dialect, and the values of its parameters. */
final class SqlWriter {
    private final Dialect dialect;
    private final StringBuilder sql = new StringBuilder();
    private final List<Literal> parameters = new ArrayList<>();
    private boolean supported = true;

    SqlWriter(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Writes a query as a statement. */
    static Statement statement(Query query, Dialect dialect) {
        SqlWriter out = new SqlWriter(dialect);
        query.write(out);
        return new Statement(out.sql.toString(), List.copyOf(out.parameters), out.supported);
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

    /** Marks the statement as unsupported in this dialect. */
    void unsupported() {
        supported = false;
    }

    /**
     * A statement in one dialect.
     *
     * @param parameters the values of its {@code ?}, in their order
     * @param supported whether the dialect supports the query
     */
    record Statement(String sql, List<Literal> parameters, boolean supported) {}
}
