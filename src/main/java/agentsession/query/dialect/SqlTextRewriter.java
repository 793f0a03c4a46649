package agentsession.query.dialect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserImplFactory;
import org.apache.calcite.sql.parser.babel.SqlBabelParserImpl;

/**
 * Replaces, in the text of a query, what Calcite's parser rejects: a semicolon at the end of a sub-query, the type
 * DATETIME, DATEDIFF without a unit, POSITION of more than a column or a literal, and the bit operators {@code |} and
 * {@code ~}. Replacements have the same length, so that positions in the text stay the same. String literals, names and
 * comments are not changed.
 *
 * <p>Calcite: not reported.
 *
 * @param ors the positions of each {@code &} that replaces {@code |}
 * @param complements the positions of each {@code -} that replaces {@code ~}
 * @param parentheses the positions of {@link LeadingParentheses}
 * @param longConditions whether there may be {@link LongConditions}
 */
public record SqlTextRewriter(
        String text, Set<Position> ors, Set<Position> complements, Set<Position> parentheses, boolean longConditions) {
    /** The position of a character: line and column, both from 1. */
    record Position(int line, int column) implements Comparable<Position> {
        @Override
        public int compareTo(Position other) {
            return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
        }
    }

    /** Replaces DATETIME; {@link TypeNames} maps it to TIMESTAMP. */
    static final String DATETIME = "DATETIM_";

    /** Replaces POSITION; {@link DialectRewriter} maps it to POSITION with comma-separated operands. */
    static final String POSITION = "POSITIO_";

    /** Replaces DATEDIFF without a unit; resolved by {@link DialectRewriter}. */
    static final String DATEDIFF = "DATEDIF_";

    private static final String SKIPPED = "--[^\\r\\n]*+|/\\*(?:[^*]|\\*(?!/))*+\\*/|\\s++";
    private static final String WORD = "[\\p{L}_$][\\p{L}\\p{N}_$]*+";

    private static final Pattern TOKEN = Pattern.compile(
            "(?<skipped>" + SKIPPED + ")|(?<word>" + WORD + ")"
                    + "|'[^']*+'|\"[^\"]*+\"|\\p{N}[\\p{L}\\p{N}_.]*+"
                    + "|::|\\|\\||!?~\\*?|[<>=!]{1,2}|.",
            Pattern.DOTALL);
    private static final Pattern FIRST_OPERAND_IS_WORD = Pattern.compile(
            String.join("(?:" + SKIPPED + ")*+", "", "\\(", "(?!(?i:NULL|CURRENT_|LOCALTIME))" + WORD, ","));
    private static final Pattern PRECISION = Pattern.compile("\\s*\\(\\s*\\d+\\s*\\)");

    /** Words that are followed by a value. */
    private static final Set<String> BEFORE_VALUE = Set.of(
            "ALL",
            "AND",
            "ANY",
            "BETWEEN",
            "BY",
            "CASE",
            "DISTINCT",
            "ELSE",
            "FROM",
            "HAVING",
            "IN",
            "IS",
            "LIKE",
            "NOT",
            "ON",
            "OR",
            "RETURN",
            "SELECT",
            "SOME",
            "THEN",
            "VALUES",
            "WHEN",
            "WHERE");

    private static final Set<String> BEFORE_OPERATOR = Set.of(")", "]", "?");

    public static SqlTextRewriter of(String sql) {
        return new Reader(sql).read();
    }

    public SqlParserImplFactory parser() {
        return parentheses.isEmpty() && !longConditions ? SqlBabelParserImpl.FACTORY : new QueryParser(this);
    }

    /** Restores the replaced operators in the parsed query. */
    public SqlNode restoreOperators(SqlNode query) {
        return ors.isEmpty() && complements.isEmpty() ? query : new BitOperators(this).restore(query);
    }

    /** An open parenthesis with the word before it, or an open CASE. */
    private record Parenthesis(String word, int start) {}

    private static final class Reader {
        private final String sql;
        private final StringBuilder text;
        private final Set<Position> ors = new HashSet<>();
        private final Set<Position> complements = new HashSet<>();
        private final LeadingParentheses leading = new LeadingParentheses();
        private final Deque<Parenthesis> parentheses = new ArrayDeque<>();
        private final boolean matchRecognize;
        private String previous = "";
        private String word = "";
        private int wordStart;
        private int semicolon = -1;
        private int conditions;

        Reader(String sql) {
            this.sql = sql;
            this.text = new StringBuilder(sql);
            this.matchRecognize = sql.toUpperCase(Locale.ROOT).contains("MATCH_RECOGNIZE");
        }

        SqlTextRewriter read() {
            Matcher token = TOKEN.matcher(sql);
            while (token.find()) {
                if (token.group("skipped") == null) {
                    read(token.group(), token.start(), token.group("word") != null);
                }
            }
            return new SqlTextRewriter(
                    text.toString(),
                    ors,
                    complements,
                    leading.found().stream().map(this::positionOf).collect(Collectors.toSet()),
                    conditions >= LongConditions.MANY);
        }

        private void read(String token, int start, boolean isWord) {
            leading.read(token, start);
            switch (token) {
                case "(" -> parentheses.push(new Parenthesis(word, wordStart));
                case ")" -> close();
                case "|" -> {
                    if (!matchRecognize) {
                        text.setCharAt(start, '&');
                        ors.add(positionOf(start));
                    }
                }
                case "~" -> {
                    if (isBeforeValue()) {
                        text.setCharAt(start, '-');
                        complements.add(positionOf(start));
                    }
                }
                default -> {
                    if (isWord && token.equalsIgnoreCase("DATETIME") && isType()) {
                        replaceType(start, start + token.length());
                    } else if (isWord && token.equalsIgnoreCase("DATEDIFF")) {
                        replaceDateDiff(start, start + token.length());
                    } else if (isWord && token.equalsIgnoreCase("CASE")) {
                        parentheses.push(new Parenthesis("CASE", start));
                    } else if (isWord && token.equalsIgnoreCase("END") && isIn("CASE")) {
                        parentheses.pop();
                    } else if (isWord && isIn("POSITION")) {
                        replacePosition(token, start);
                    }
                }
            }
            if (token.equalsIgnoreCase("OR") || token.equalsIgnoreCase("AND")) {
                conditions++;
            }
            semicolon = token.equals(";") ? start : -1;
            word = isWord ? token.toUpperCase(Locale.ROOT) : "";
            wordStart = start;
            previous = isWord ? word : token;
        }

        private void close() {
            if (semicolon >= 0 && !parentheses.isEmpty()) {
                text.setCharAt(semicolon, ' ');
            }
            parentheses.poll();
        }

        private boolean isType() {
            boolean isCast = isIn("CAST") || isIn("SAFE_CAST") || isIn("TRY_CAST");
            return previous.equals("::") || (previous.equals("AS") && isCast);
        }

        private boolean isIn(String word) {
            Parenthesis around = parentheses.peek();
            return around != null && around.word.equals(word);
        }

        /** The parser accepts only a column or a literal before the IN. */
        private void replacePosition(String token, int start) {
            if (token.equalsIgnoreCase("IN") || token.equalsIgnoreCase("FROM")) {
                int function = parentheses.element().start;
                text.replace(function, function + POSITION.length(), POSITION);
                text.replace(start, start + token.length(), ",   ".substring(0, token.length()));
            }
        }

        /** Renames the type and removes its precision. */
        private void replaceType(int start, int end) {
            text.replace(start, end, DATETIME);
            Matcher precision = PRECISION.matcher(sql).region(end, sql.length());
            for (int i = end; precision.lookingAt() && i < precision.end(); i++) {
                if (!Character.isWhitespace(sql.charAt(i))) {
                    text.setCharAt(i, ' ');
                }
            }
        }

        /** The parser expects a unit first, and takes any word for one. */
        private void replaceDateDiff(int start, int end) {
            if (!FIRST_OPERAND_IS_WORD.matcher(sql).region(end, sql.length()).lookingAt()) {
                text.replace(start, end, DATEDIFF);
            }
        }

        private boolean isBeforeValue() {
            if (!word.isEmpty()) {
                return BEFORE_VALUE.contains(word);
            }
            boolean value = previous.isEmpty()
                    ? false
                    : BEFORE_OPERATOR.contains(previous)
                            || previous.startsWith("'")
                            || previous.startsWith("\"")
                            || Character.isDigit(previous.codePointAt(0));
            return !value;
        }

        private Position positionOf(int index) {
            String before = sql.substring(0, index).replace("\r\n", "\n");
            int lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
            int line =
                    1 + (int) before.chars().filter(c -> c == '\n' || c == '\r').count();
            return new Position(line, before.length() - lineStart + 1);
        }
    }
}
