package agentsession.query.dialect;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserImplFactory;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;
import org.apache.calcite.sql.util.SqlShuttle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code $OR} and {@code $AND} stand for 100 conditions joined by these. */
final class LongConditionsTest {
    private static final String OR = join(" OR ");
    private static final String AND = join(" AND ");

    private static String join(String operator) {
        return IntStream.range(0, 100)
                .mapToObj(i -> switch (i % 6) {
                    case 0 -> "a LIKE 'x%d' ESCAPE '!'".formatted(i);
                    case 1 -> "NOT b BETWEEN %d AND 7 + c".formatted(i);
                    case 2 -> "(a = 'or' AND f(b, %d) OR c IS NULL)".formatted(i);
                    case 3 -> "c IN (SELECT d FROM t WHERE d > %d OR d < 0)".formatted(i);
                    case 4 -> "CASE WHEN a = 'x' OR b = %d THEN c = 1 AND d = 2 ELSE a = '' END".formatted(i);
                    default -> "x IS DISTINCT FROM %d".formatted(i);
                })
                .collect(joining(operator));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM t WHERE $OR",
                "SELECT * FROM t WHERE $AND",
                "SELECT $OR AS p, $AND AS q, $OR FROM t JOIN u ON $AND JOIN v ON $OR WHERE $OR GROUP BY $OR HAVING $AND ORDER BY $OR, $AND LIMIT 3",
                "SELECT CASE WHEN $OR THEN $AND WHEN $AND THEN $OR ELSE $OR END FROM t",
                "SELECT * FROM t WHERE a = 1 AND ($OR) AND NOT ($AND) OR $AND OR b = 2",
                "SELECT COUNT(*) FILTER (WHERE $OR), SUM(a) OVER (ORDER BY b ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING), $AND FROM t",
                "SELECT $OR FROM t UNION SELECT $OR FROM u EXCEPT SELECT $AND FROM v",
                "WITH w AS (SELECT * FROM t WHERE $OR) SELECT * FROM w WHERE EXISTS (SELECT 1 FROM u WHERE $AND)",
                "VALUES ($OR, $AND), ($AND, $OR)",
                "SELECT ARRAY[$OR, $AND], {fn COALESCE($OR, FALSE)} FROM t",
                "SELECT * FROM t WHERE a BETWEEN ($OR) AND ($AND) AND $AND",
            })
    void theMeaningIsTheSame(String template) throws SqlParseException {
        String sql = template.replace("$OR", OR).replace("$AND", AND);
        SqlTextRewriter rewriter = SqlTextRewriter.of(sql);
        assertThat(rewriter.longConditions()).isTrue();
        SqlNode grouped = parse(sql, rewriter.parser());
        SqlNode plain = parse(sql, SqlBabelParserImpl.FACTORY);

        assertThat(deepest(grouped)).isLessThan(60).isLessThan(deepest(plain));
        assertThat(flat(grouped)).isEqualTo(flat(plain));
    }

    @Test
    void anErrorHasThePositionInTheText() {
        String sql = "SELECT * FROM t WHERE " + OR + " OR a = = 1";

        assertThat(catchThrowableOfType(
                                SqlParseException.class,
                                () -> parse(sql, SqlTextRewriter.of(sql).parser()))
                        .getPos()
                        .getColumnNum())
                .isEqualTo(sql.indexOf("= = 1") + 1);
    }

    @Test
    void shortConditionsAreParsedAsTheyAre() {
        assertThat(SqlTextRewriter.of("SELECT 1 WHERE a OR b OR c").longConditions())
                .isFalse();
    }

    private static SqlNode parse(String sql, SqlParserImplFactory factory) throws SqlParseException {
        return SqlParser.create(sql, SqlParser.config().withParserFactory(factory))
                .parseQuery();
    }

    /** The number of ANDs and ORs within one another. */
    private static int deepest(SqlNode node) {
        int[] depth = {0, 0};
        node.accept(new SqlShuttle() {
            @Override
            public SqlNode visit(SqlCall call) {
                boolean condition = isCondition(call);
                depth[0] += condition ? 1 : 0;
                depth[1] = Math.max(depth[0], depth[1]);
                SqlNode visited = super.visit(call);
                depth[0] -= condition ? 1 : 0;
                return visited;
            }
        });
        return depth[1];
    }

    /** The text of a query in which conditions are joined from left to right, as without parentheses. */
    private static String flat(SqlNode node) {
        return node.accept(new SqlShuttle() {
                    @Override
                    public SqlNode visit(SqlCall call) {
                        SqlCall visited = (SqlCall) super.visit(call);
                        if (!isCondition(visited)) {
                            return visited;
                        }
                        List<SqlNode> conditions = new ArrayList<>();
                        collect(visited, visited.getKind(), conditions);
                        return conditions.stream()
                                .reduce((left, right) ->
                                        visited.getOperator().createCall(SqlParserPos.ZERO, left, right))
                                .orElseThrow();
                    }
                })
                .toString();
    }

    private static void collect(SqlNode node, SqlKind kind, List<SqlNode> conditions) {
        if (node.getKind() == kind) {
            ((SqlCall) node).getOperandList().forEach(operand -> collect(operand, kind, conditions));
        } else {
            conditions.add(node);
        }
    }

    private static boolean isCondition(SqlNode node) {
        return node.getKind() == SqlKind.AND || node.getKind() == SqlKind.OR;
    }
}
