package agentsession.truth;

import agentsession.truth.Answer.Refusal;
import agentsession.truth.Answer.Rows;
import agentsession.truth.Databases.Connections;
import agentsession.truth.SqlWriter.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of a query in all databases.
 *
 * @param plain that of the driver without push-down; null if not executed
 * @param h2 null if H2 does not support the query
 */
record Trial(
        Query query,
        Answer pushing,
        @Nullable Answer plain,
        Answer postgresql,
        @Nullable Answer h2) {
    enum Verdict {
        /** The same rows. */
        SAME,
        /** Both fail because of a value. */
        BOTH_FAILED,
        /** The rows differ from those of PostgreSQL. */
        DIFFERENT,
        /** The rows depend on push-down. */
        PUSH_DOWN,
        /** The rows are those of PostgreSQL, but not of H2. */
        UNLIKE_H2,
        /** Only the driver fails. */
        REFUSED,
        /** Only PostgreSQL fails because of a value. */
        NOT_FAILED,
        /** A query timed out. */
        TOO_LONG,
        /** PostgreSQL does not support the query: an error of the generator. */
        NO_QUERY
    }

    static Trial of(Query query, Connections connections) {
        return of(query, connections, true);
    }

    /** The same query without H2 and, unless needed, without the run without push-down. */
    static Trial quick(Query query, Connections connections, Verdict expected) {
        return of(query, connections, expected == Verdict.PUSH_DOWN || expected == Verdict.UNLIKE_H2);
    }

    private static Trial of(Query query, Connections connections, boolean all) {
        Answer postgresql = Answer.to(SqlWriter.statement(query, Dialect.POSTGRESQL), connections.postgresql());
        if (postgresql instanceof Refusal refusal && !refusal.isOfAValue()) {
            return new Trial(query, postgresql, null, postgresql, null);
        }
        Statement ours = SqlWriter.statement(query, Dialect.OURS);
        Answer pushing = Answer.to(ours, connections.pushing());
        Answer plain = all && ours.sql().contains("AGENT_SESSION") ? Answer.to(ours, connections.plain()) : null;
        Statement h2 = SqlWriter.statement(query, Dialect.H2);
        return new Trial(
                query, pushing, plain, postgresql, all && h2.supported() ? Answer.to(h2, connections.h2()) : null);
    }

    Verdict verdict() {
        if (isTooLong(postgresql) || isTooLong(pushing) || isTooLong(plain)) {
            return Verdict.TOO_LONG;
        }
        if (postgresql instanceof Refusal refusal) {
            return !refusal.isOfAValue()
                    ? Verdict.NO_QUERY
                    : pushing instanceof Refusal ours && ours.isOfAValue()
                            ? Verdict.BOTH_FAILED
                            : pushing instanceof Refusal ? Verdict.REFUSED : Verdict.NOT_FAILED;
        }
        if (pushing instanceof Refusal) {
            return Verdict.REFUSED;
        }
        if (!same(pushing)) {
            return plain != null && same(plain) ? Verdict.PUSH_DOWN : Verdict.DIFFERENT;
        }
        if (plain != null && !same(plain)) {
            return Verdict.PUSH_DOWN;
        }
        return h2 instanceof Rows && !same(h2) ? Verdict.UNLIKE_H2 : Verdict.SAME;
    }

    /** What failures of this kind have in common. */
    String kind() {
        return switch (verdict()) {
            case REFUSED -> pushing instanceof Refusal refusal ? refusal.kind() : "";
            case NO_QUERY, NOT_FAILED -> postgresql instanceof Refusal refusal ? refusal.kind() : "";
            default -> verdict().name();
        };
    }

    /** Whether PostgreSQL is unreachable. */
    boolean isWithoutDatabase() {
        return postgresql instanceof Refusal refusal
                && (refusal.state().startsWith("08") || refusal.state().startsWith("57P"));
    }

    private static boolean isTooLong(@Nullable Answer answer) {
        return answer instanceof Refusal refusal && refusal.isTooLong();
    }

    boolean hasParameters() {
        return !SqlWriter.statement(query, Dialect.OURS).parameters().isEmpty();
    }

    /** Whether the result is that of PostgreSQL. */
    boolean same(@Nullable Answer answer) {
        return answer instanceof Rows ours && postgresql instanceof Rows theirs && Comparison.same(query, ours, theirs);
    }

    /** The statements and their outcomes. */
    String report() {
        Statement ours = SqlWriter.statement(query, Dialect.OURS);
        String databases = SqlWriter.statement(query, Dialect.POSTGRESQL).sql();
        StringBuilder text = new StringBuilder();
        line(text, "ours", ours.sql());
        if (!ours.parameters().isEmpty()) {
            line(text, "values", String.valueOf(ours.parameters()));
        }
        if (!databases.equals(ours.sql())) {
            line(text, "PostgreSQL", databases);
        }
        line(text, "  ours", String.valueOf(pushing));
        if (plain != null && !String.valueOf(plain).equals(String.valueOf(pushing))) {
            line(text, "  ours, pushDown=none", String.valueOf(plain));
        }
        line(text, "  PostgreSQL", String.valueOf(postgresql));
        if (h2 instanceof Rows) {
            line(text, "  H2", same(h2) ? "as PostgreSQL" : h2.toString());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String content) {
        text.append("  ").append(name).append(": ").append(content).append('\n');
    }
}
