package agentsession.query.dialect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImplConstants;
import org.apache.calcite.sql.parser.babel.Token;

/**
 * Adds parentheses to conditions joined by many OR or AND: {@code a OR b OR c OR d} becomes {@code a OR (b OR c) OR d}, in
 * groups. Calcite's parser searches for each LIKE and BETWEEN in the list of all operators around it, from the start of the
 * list for each of its elements: 1,000 took a minute.
 */
final class LongConditions implements SqlBabelParserImplConstants {
    /** Conditions joined by fewer operators are not changed. */
    static final int MANY = 64;

    private static final int CONDITIONS_IN_GROUP = 16;

    /** Tokens before which an expression ends, or after which one begins, without a parenthesis. */
    private static final Set<Integer> BETWEEN_EXPRESSIONS = Set.of(
            AS, BY, COMMA, ELSE, EXCEPT, FETCH, FROM, HAVING, INTERSECT, JOIN, LAMBDA, LIMIT, OFFSET, ON, QUALIFY,
            SELECT, SEMICOLON, SET_MINUS, THEN, UNION, USING, VALUES, WHEN, WHERE, WINDOW, WITH);

    private final List<Token> tokens;
    private final Deque<Expression> open = new ArrayDeque<>();
    private final BitSet groupAfter = new BitSet();
    private final BitSet groupBefore = new BitSet();
    private int previous;

    private LongConditions(List<Token> tokens) {
        this.tokens = tokens;
        open.push(new Expression());
    }

    /** The tokens with those added, which have no length. */
    static List<Token> inGroups(List<Token> tokens) {
        return new LongConditions(tokens).inGroups();
    }

    private List<Token> inGroups() {
        for (int i = 0; i < tokens.size(); i++) {
            read(tokens.get(i).kind, i);
        }
        open.forEach(Expression::end);
        List<Token> result = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (groupBefore.get(i)) {
                result.add(QueryParser.at(token, RPAREN, ")"));
            }
            result.add(token);
            if (groupAfter.get(i)) {
                result.add(QueryParser.at(token, LPAREN, "("));
            }
        }
        return result;
    }

    private void read(int kind, int index) {
        Expression expression = open.element();
        switch (kind) {
            case LPAREN, LBRACKET, LBRACE, LBRACE_D, LBRACE_T, LBRACE_TS, LBRACE_FN, CASE ->
                open.push(new Expression());
            case RPAREN, RBRACKET, RBRACE, END -> {
                expression.end();
                if (open.size() > 1) {
                    open.pop();
                }
            }
            case BETWEEN -> expression.betweens++;
            case AND -> expression.and(index);
            case OR -> expression.or(index);
            default -> {
                boolean isDistinctFrom = kind == FROM && previous == DISTINCT;
                if (BETWEEN_EXPRESSIONS.contains(kind) && !isDistinctFrom) {
                    expression.end();
                }
            }
        }
        previous = kind;
    }

    /** An expression that has not ended, without those in its parentheses. */
    private final class Expression {
        private final List<Integer> ors = new ArrayList<>();
        private final List<Integer> ands = new ArrayList<>();
        /** The number of BETWEENs without their AND. */
        private int betweens;

        void and(int index) {
            if (betweens > 0) {
                betweens--;
            } else {
                ands.add(index);
            }
        }

        void or(int index) {
            group(ands);
            ors.add(index);
        }

        void end() {
            group(ands);
            group(ors);
            betweens = 0;
        }

        private void group(List<Integer> operators) {
            if (operators.size() >= MANY) {
                for (int i = 0; i + CONDITIONS_IN_GROUP < operators.size(); i += CONDITIONS_IN_GROUP) {
                    groupAfter.set(operators.get(i));
                    groupBefore.set(operators.get(i + CONDITIONS_IN_GROUP));
                }
            }
            operators.clear();
        }
    }
}
