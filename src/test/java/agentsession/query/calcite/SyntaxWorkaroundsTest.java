package agentsession.query.calcite;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SyntaxWorkaroundsTest {
    private static final SqlDialect DIALECT = new AnsiSqlDialect(SqlDialect.EMPTY_CONTEXT);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(a, b) = (c, d)                      | a = c AND b = d",
                "(a, b) <> (c, d)                     | a <> c OR b <> d",
                "(a, b) < (c, d)                      | a < c OR a = c AND b < d",
                "(a, b) <= (c, d)                     | a < c OR a = c AND b <= d",
                "(a, b) > (c, d)                      | a > c OR a = c AND b > d",
                "(a, b) >= (c, d)                     | a > c OR a = c AND b >= d",
                "(a, b, c) < (d, e, f)                | a < d OR a = d AND (b < e OR b = e AND c < f)",
                "(a, b) IS DISTINCT FROM (c, d)       | a IS DISTINCT FROM c OR b IS DISTINCT FROM d",
                "(a, b) IS NOT DISTINCT FROM (c, d)   | a IS NOT DISTINCT FROM c AND b IS NOT DISTINCT FROM d",
                "NOT (a, b) = (c, d)                  | NOT (a = c AND b = d)"
            })
    void rowsAreComparedByTheirValues(String expression, String expected) throws SqlParseException {
        assertThat(rewritten(expression)).isEqualTo(expression(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ABS(NULL)             | ABS(CAST(NULL AS INTEGER))",
                "MOD(NULL, x)          | MOD(CAST(NULL AS INTEGER), x)",
                "SUM(DISTINCT NULL)    | SUM(DISTINCT CAST(NULL AS INTEGER))",
                "LAST_DAY(NULL)        | LAST_DAY(CAST(NULL AS TIMESTAMP))"
            })
    void nullIsCast(String expression, String expected) throws SqlParseException {
        assertThat(rewritten(expression)).isEqualTo(expression(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = b",
                "(a, b) = c",
                "(a, b) = (c, d, e)",
                "(a, b) OVERLAPS (c, d)",
                "(a, b) IN ((c, d))",
                "ABS(x)",
                "CAST(NULL AS INTEGER)",
                "COALESCE(NULL, x)",
                "x IS NULL"
            })
    void otherExpressionsAreNotChanged(String expression) throws SqlParseException {
        assertThat(rewritten(expression)).isEqualTo(expression(expression));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 UNION (WITH q AS (SELECT 2) SELECT * FROM q)"
                        + " | SELECT 1 UNION SELECT * FROM (WITH q AS (SELECT 2) SELECT * FROM q)",
                "SELECT 1 UNION ALL (WITH q AS (SELECT 2) SELECT * FROM q ORDER BY 1)"
                        + " | SELECT 1 UNION ALL SELECT * FROM (WITH q AS (SELECT 2) SELECT * FROM q ORDER BY 1)",
                "WITH q AS (SELECT 2) SELECT * FROM q | WITH q AS (SELECT 2) SELECT * FROM q",
                "SELECT 1 UNION SELECT 2 | SELECT 1 UNION SELECT 2"
            })
    void operandsOfSetOperationsThatBeginWithWithAreSelected(String query, String expected) throws SqlParseException {
        assertThat(SyntaxWorkarounds.rewrite(SqlParser.create(query).parseQuery())
                        .toSqlString(DIALECT)
                        .getSql())
                .isEqualTo(SqlParser.create(expected)
                        .parseQuery()
                        .toSqlString(DIALECT)
                        .getSql());
    }

    private static String rewritten(String expression) throws SqlParseException {
        return SyntaxWorkarounds.rewrite(SqlParser.create(expression).parseExpression())
                .toSqlString(DIALECT)
                .getSql();
    }

    private static String expression(String sql) throws SqlParseException {
        return SqlParser.create(sql).parseExpression().toSqlString(DIALECT).getSql();
    }
}
