package agentsession.query;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.query.dialect.OuterJoinEscape;
import agentsession.query.dialect.SqlTextRewriter;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlExplain;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParseException;

/** Parses SQL text to one query. */
final class SqlText {
    /** The first words of statements that write. */
    private static final Set<String> WRITES = Set.of(
            "ALTER",
            "ANALYZE",
            "CALL",
            "COMMENT",
            "COPY",
            "CREATE",
            "DELETE",
            "DROP",
            "EXEC",
            "EXECUTE",
            "GRANT",
            "INSERT",
            "LOAD",
            "LOCK",
            "MERGE",
            "OPTIMIZE",
            "REFRESH",
            "RENAME",
            "REPLACE",
            "REVOKE",
            "TRUNCATE",
            "UPDATE",
            "UPSERT",
            "VACUUM");

    /** Words within statements that write: WITH ... INSERT, SELECT ... INTO, FOR UPDATE. */
    private static final Set<String> WRITES_WITHIN = Set.of("DELETE", "INSERT", "INTO", "MERGE", "UPDATE");

    /** The first word after whitespace, comments and parentheses. */
    private static final Pattern FIRST_WORD =
            Pattern.compile("\\A(?:\\s|\\(|--[^\\r\\n]*+(?:\\R|\\z)|/\\*(?:[^*]|\\*(?!/))*+\\*/)*+([A-Za-z]*+)");

    private SqlText() {}

    /**
     * Parses one query, with or without a semicolon.
     *
     * @throws DriverException (42601) for other statements, (25006) for a write
     */
    static SqlNode parse(String sql) {
        String firstWord = firstWord(sql);
        if (WRITES.contains(firstWord)) {
            throw readOnly(firstWord);
        }
        SqlNodeList statements;
        SqlTextRewriter rewriter = SqlTextRewriter.of(OuterJoinEscape.remove(sql));
        try {
            statements = SqlLanguage.parse(rewriter);
        } catch (SqlParseException e) {
            if (isEmpty(sql)) {
                throw empty();
            }
            String word = e.getPos() == null ? "" : SyntaxError.word(sql, e.getPos());
            throw WRITES_WITHIN.contains(word) ? readOnly(word) : SqlErrors.ofParsing(e, sql);
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw SqlErrors.ofPreparing(e);
        }
        if (statements.size() != 1) {
            throw statements.size() == 0
                    ? empty()
                    : new DriverException(
                            SqlState.SYNTAX_ERROR,
                            "The SQL contains %d statements. Execute them one at a time.".formatted(statements.size()));
        }
        SqlNode statement = statements.get(0);
        SqlNode query = statement instanceof SqlExplain explain ? explain.getExplicandum() : statement;
        if (query.isA(SqlKind.DML)) {
            throw readOnly(query.getKind().toString());
        }
        if (!query.isA(SqlKind.QUERY)) {
            throw new DriverException(
                    SqlState.SYNTAX_ERROR,
                    "%s is not supported, only queries are: SELECT, WITH, VALUES, EXPLAIN PLAN FOR."
                            .formatted(firstWord.isEmpty() ? "This statement" : firstWord));
        }
        return rewriter.restoreOperators(statement);
    }

    private static String firstWord(String sql) {
        Matcher matcher = FIRST_WORD.matcher(sql);
        return matcher.lookingAt() ? matcher.group(1).toUpperCase(Locale.ROOT) : "";
    }

    private static boolean isEmpty(String sql) {
        Matcher matcher = FIRST_WORD.matcher(sql);
        return matcher.lookingAt()
                && sql.substring(matcher.end()).replace(";", "").isBlank()
                && matcher.group(1).isEmpty();
    }

    private static DriverException empty() {
        return new DriverException(
                SqlState.SYNTAX_ERROR, "The SQL is empty. Try: SELECT * FROM AGENT_SESSION LIMIT 10");
    }

    private static DriverException readOnly(String word) {
        return new DriverException(
                SqlState.READ_ONLY,
                "%s is not supported: the report is read-only. Only queries are supported: SELECT, WITH, VALUES, EXPLAIN PLAN FOR."
                        .formatted(word));
    }
}
