package agentsession.query.dialect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Finds {@code ((SELECT ...) UNION ... ORDER BY ...)} in FROM and WITH clauses. The parser takes its inner parentheses
 * for those of a join, after which it accepts no ORDER BY.
 *
 * <p>Calcite: not reported.
 */
final class LeadingParentheses {
    private static final Set<String> BEFORE_TABLE = Set.of("AS", "FROM", "JOIN", "LATERAL", ",", "(");
    private static final Set<String> SET_OPERATORS = Set.of("UNION", "INTERSECT", "EXCEPT", "MINUS");
    private static final Set<String> ENDS_OF_QUERY = Set.of("ORDER", "LIMIT", "OFFSET", "FETCH");

    /** What has been read since an opening parenthesis. */
    private enum State {
        NOTHING,
        QUERY_BEGUN,
        QUERY,
        SET_OPERATOR,
        DECIDED
    }

    private final Deque<Pair> open = new ArrayDeque<>();
    private final Set<Integer> found = new HashSet<>();
    private String previous = "";

    /** Reads the next token. */
    void read(String token, int start) {
        String word = token.toUpperCase(Locale.ROOT);
        Pair pair = open.peek();
        if (word.equals(")")) {
            open.poll();
            if (!open.isEmpty() && open.element().state == State.QUERY_BEGUN) {
                open.element().state = State.QUERY;
            }
        } else if (pair != null) {
            pair.state = after(pair, word);
        }
        if (word.equals("(")) {
            open.push(new Pair(start, BEFORE_TABLE.contains(previous) ? State.NOTHING : State.DECIDED));
        }
        previous = word;
    }

    /** The indexes of the outer parentheses. */
    Set<Integer> found() {
        return found;
    }

    private State after(Pair pair, String word) {
        return switch (pair.state) {
            case NOTHING -> word.equals("(") ? State.QUERY_BEGUN : State.DECIDED;
            case QUERY -> SET_OPERATORS.contains(word) ? State.SET_OPERATOR : State.DECIDED;
            case SET_OPERATOR -> {
                if (!ENDS_OF_QUERY.contains(word)) {
                    yield State.SET_OPERATOR;
                }
                found.add(pair.start);
                yield State.DECIDED;
            }
            case QUERY_BEGUN, DECIDED -> pair.state;
        };
    }

    /** A pair of parentheses of which the opening one has been read. */
    private static final class Pair {
        private final int start;
        private State state;

        Pair(int start, State state) {
            this.start = start;
            this.state = state;
        }
    }
}
