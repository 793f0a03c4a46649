package agentsession.query.dialect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Finds {@code ((SELECT ...) UNION ... ORDER BY ...)} where tables are named or a WITH names it. The parser takes its
 * inner parentheses for those of a join, after which it knows no ORDER BY.
 *
 * <p>Calcite: not reported.
 */
final class LeadingParentheses {
    private static final Set<String> BEFORE_TABLE = Set.of("AS", "FROM", "JOIN", "LATERAL", ",", "(");
    private static final Set<String> SET_OPERATORS = Set.of("UNION", "INTERSECT", "EXCEPT", "MINUS");
    private static final Set<String> ENDS_OF_QUERY = Set.of("ORDER", "LIMIT", "OFFSET", "FETCH");

    /** How much has been read of what is between two parentheses. */
    private enum Read {
        NOTHING,
        QUERY_BEGUN,
        QUERY,
        SET_OPERATOR,
        ENOUGH
    }

    private final Deque<Pair> open = new ArrayDeque<>();
    private final Set<Integer> found = new HashSet<>();
    private String previous = "";

    /** Reads the next word or sign. */
    void read(String token, int start) {
        String word = token.toUpperCase(Locale.ROOT);
        Pair pair = open.peek();
        if (word.equals(")")) {
            open.poll();
            if (!open.isEmpty() && open.element().read == Read.QUERY_BEGUN) {
                open.element().read = Read.QUERY;
            }
        } else if (pair != null) {
            pair.read = after(pair, word);
        }
        if (word.equals("(")) {
            open.push(new Pair(start, BEFORE_TABLE.contains(previous) ? Read.NOTHING : Read.ENOUGH));
        }
        previous = word;
    }

    /** Where the outer parentheses begin. */
    Set<Integer> found() {
        return found;
    }

    private Read after(Pair pair, String word) {
        return switch (pair.read) {
            case NOTHING -> word.equals("(") ? Read.QUERY_BEGUN : Read.ENOUGH;
            case QUERY -> SET_OPERATORS.contains(word) ? Read.SET_OPERATOR : Read.ENOUGH;
            case SET_OPERATOR -> {
                if (!ENDS_OF_QUERY.contains(word)) {
                    yield Read.SET_OPERATOR;
                }
                found.add(pair.start);
                yield Read.ENOUGH;
            }
            case QUERY_BEGUN, ENOUGH -> pair.read;
        };
    }

    /** A pair of parentheses of which the first has been read. */
    private static final class Pair {
        private final int start;
        private Read read;

        Pair(int start, Read read) {
            this.start = start;
            this.read = read;
        }
    }
}
