package agentsession.query;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A syntax error.
 *
 * @param reason the parser's message
 */
record SyntaxError(String sql, SqlParserPos position, String reason) {
    private static final int MAX_QUOTE_LENGTH = 40;
    private static final Pattern TOP = Pattern.compile("\\bTOP\\s*\\(?\\s*\\d", Pattern.CASE_INSENSITIVE);
    private static final Pattern INTERVAL =
            Pattern.compile("\\bINTERVAL\\s+'[^']*[A-Za-z][^']*'", Pattern.CASE_INSENSITIVE);
    private static final Pattern KEYWORD = Pattern.compile("Incorrect syntax near the keyword '(\\w+)'.*");

    private static final Pattern ALIAS = Pattern.compile("AS\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

    /** A mistake that is recognized by the text at the error. */
    private record Mistake(String start, String advice) {}

    private static final List<Mistake> MISTAKES = List.of(
            new Mistake("`", "Names are quoted with double quotes: \"TEAM\"."),
            new Mistake("[", "Names are quoted with double quotes: \"TEAM\"."),
            new Mistake("{", "The escapes are {d}, {t}, {ts}, {fn} and {oj}; procedure calls are not supported."),
            new Mistake("GROUPS", "Window frames support ROWS and RANGE, but not GROUPS."),
            new Mistake("IGNORE NULLS", "IGNORE NULLS follows the parentheses: LAST_VALUE(x) IGNORE NULLS OVER (...)."),
            new Mistake(";", "A semicolon is only allowed at the end."),
            new Mistake("EXPLAIN", "Write EXPLAIN PLAN FOR before a query."),
            new Mistake("\"", "A name in double quotes is not closed, or is not expected here."));

    /** The position, the text there, and what to do. */
    String message() {
        String rest = rest();
        String location = rest.isEmpty() ? "at the end" : "at \"" + rest + "\"";
        return "SQL syntax error in line %d, column %d, %s. %s"
                .formatted(position.getLineNum(), position.getColumnNum(), location, advice(rest));
    }

    /** The word at the position, in upper case. */
    static String word(String sql, SqlParserPos position) {
        Matcher word = Pattern.compile("\\w*").matcher(new SyntaxError(sql, position, "").rest());
        return word.lookingAt() ? word.group().toUpperCase(Locale.ROOT) : "";
    }

    private String rest() {
        String line = sql.lines().skip(position.getLineNum() - 1L).findFirst().orElse("");
        int start = Math.min(Math.max(position.getColumnNum() - 1, 0), line.length());
        return line.substring(start, Math.min(start + MAX_QUOTE_LENGTH, line.length()))
                .strip();
    }

    private String advice(String rest) {
        if (reason.startsWith("Illegal ")) {
            return "Write DATE '2026-01-31' or TIMESTAMP '2026-01-31 13:00:00'.";
        }
        if (reason.startsWith("Non-query expression")) {
            return "A query begins with SELECT, WITH, VALUES or EXPLAIN PLAN FOR.";
        }
        if (reason.startsWith("Length of identifier")) {
            return "The name is too long: the maximum is 256 characters.";
        }
        if (TOP.matcher(sql).find()) {
            return "Instead of TOP n, write LIMIT n at the end of the query.";
        }
        if (INTERVAL.matcher(sql).find()) {
            return "Write INTERVAL '12' MONTH, with the unit outside the quotes.";
        }
        Optional<Mistake> mistake = MISTAKES.stream()
                .filter(m -> rest.regionMatches(true, 0, m.start, 0, m.start.length()))
                .findFirst();
        if (mistake.isPresent()) {
            return mistake.get().advice;
        }
        if (sql.chars().filter(c -> c == '\'').count() % 2 != 0) {
            return "A string in '...' is not closed; write a quote in a string twice: 'O''Brien'.";
        }
        Matcher alias = ALIAS.matcher(rest);
        if (alias.lookingAt()) {
            return "%1$s is a keyword; write it \"%1$s\" as a name.".formatted(alias.group(1));
        }
        Matcher keyword = KEYWORD.matcher(reason);
        if (keyword.matches()) {
            return "Something is missing before or after the keyword %1$s; write it \"%1$s\" as a name."
                    .formatted(keyword.group(1));
        }
        return rest.isEmpty() ? "Something is missing." : "Something else is expected here.";
    }
}
