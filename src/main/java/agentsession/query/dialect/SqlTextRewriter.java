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
 * SQL text that the parser can read, where it cannot read what is written: a semicolon at the end of a subquery, the
 * type DATETIME, DATEDIFF without a unit, POSITION of more than a column or a literal, and the bit operators {@code |}
 * and {@code ~}. Each is replaced by something as long, so that all else keeps its place. Texts, names and comments are
 * left alone.
 *
 * <p>Calcite: not reported.
 *
 * @param ors where an {@code &} stands for {@code |}
 * @param complements where a {@code -} stands for {@code ~}
 * @param parentheses where {@link LeadingParentheses} begin
 */
public record SqlTextRewriter(String text, Set<Place> ors, Set<Place> complements, Set<Place> parentheses) {
    /** A character of the text: line and column, both from 1. */
    record Place(int line, int column) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
        }
    }

    /** What {@link TypeNames} knows as TIMESTAMP. */
    static final String DATETIME = "DATETIM_";

    /** What {@link DialectRewriter} knows as POSITION of operands that are parted by commas. */
    static final String POSITION = "POSITIO_";

    /** What {@link DialectRewriter} knows as DATEDIFF of two times. */
    static final String DATEDIFF = "DATEDIF_";

    private static final String SKIPPED = "--[^\\r\\n]*+|/\\*(?:[^*]|\\*(?!/))*+\\*/|\\s++";
    private static final String WORD = "[\\p{L}_$][\\p{L}\\p{N}_$]*+";

    private static final Pattern TOKEN = Pattern.compile(
            "(?<skipped>" + SKIPPED + ")|(?<word>" + WORD + ")"
                    + "|'[^']*+'|\"[^\"]*+\"|\\p{N}[\\p{L}\\p{N}_.]*+"
                    + "|::|\\|\\||!?~\\*?|[<>=!]{1,2}|.",
            Pattern.DOTALL);
    private static final Pattern ONE_WORD_FIRST = Pattern.compile(
            String.join("(?:" + SKIPPED + ")*+", "", "\\(", "(?!(?i:NULL|CURRENT_|LOCALTIME))" + WORD, ","));
    private static final Pattern PRECISION = Pattern.compile("\\s*\\(\\s*\\d+\\s*\\)");

    /** After these words a value begins. */
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

    /** Reads a text. */
    public static SqlTextRewriter of(String sql) {
        return new Reader(sql).read();
    }

    /** The parser for the text. */
    public SqlParserImplFactory parser() {
        return parentheses.isEmpty() ? SqlBabelParserImpl.FACTORY : new QueryParser(this);
    }

    /** The parsed query with the operators that were written. */
    public SqlNode restored(SqlNode query) {
        return ors.isEmpty() && complements.isEmpty() ? query : new BitOperators(this).in(query);
    }

    /** One that is open, and the word before it; or a CASE that has not ended. */
    private record Parenthesis(String word, int start) {}

    /** Goes over a text once. */
    private static final class Reader {
        private final String sql;
        private final StringBuilder text;
        private final Set<Place> ors = new HashSet<>();
        private final Set<Place> complements = new HashSet<>();
        private final LeadingParentheses leading = new LeadingParentheses();
        private final Deque<Parenthesis> parentheses = new ArrayDeque<>();
        private final boolean patterns;
        private String previous = "";
        private String word = "";
        private int wordStart;
        private int semicolon = -1;

        Reader(String sql) {
            this.sql = sql;
            this.text = new StringBuilder(sql);
            this.patterns = sql.toUpperCase(Locale.ROOT).contains("MATCH_RECOGNIZE");
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
                    leading.found().stream().map(this::place).collect(Collectors.toSet()));
        }

        private void read(String token, int start, boolean isWord) {
            leading.read(token, start);
            switch (token) {
                case "(" -> parentheses.push(new Parenthesis(word, wordStart));
                case ")" -> close();
                case "|" -> {
                    if (!patterns) {
                        text.setCharAt(start, '&');
                        ors.add(place(start));
                    }
                }
                case "~" -> {
                    if (isBeforeValue()) {
                        text.setCharAt(start, '-');
                        complements.add(place(start));
                    }
                }
                default -> {
                    if (isWord && token.equalsIgnoreCase("DATETIME") && isType()) {
                        type(start, start + token.length());
                    } else if (isWord && token.equalsIgnoreCase("DATEDIFF")) {
                        difference(start, start + token.length());
                    } else if (isWord && token.equalsIgnoreCase("CASE")) {
                        parentheses.push(new Parenthesis("CASE", start));
                    } else if (isWord && token.equalsIgnoreCase("END") && isIn("CASE")) {
                        parentheses.pop();
                    } else if (isWord && isIn("POSITION")) {
                        position(token, start);
                    }
                }
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

        /** The parser wants no more than a column or a literal before the IN. */
        private void position(String token, int start) {
            if (token.equalsIgnoreCase("IN") || token.equalsIgnoreCase("FROM")) {
                int function = parentheses.element().start;
                text.replace(function, function + POSITION.length(), POSITION);
                text.replace(start, start + token.length(), ",   ".substring(0, token.length()));
            }
        }

        /** Names the type otherwise, and takes the digits after it away: there is one kind of time here. */
        private void type(int start, int end) {
            text.replace(start, end, DATETIME);
            Matcher precision = PRECISION.matcher(sql).region(end, sql.length());
            for (int i = end; precision.lookingAt() && i < precision.end(); i++) {
                if (!Character.isWhitespace(sql.charAt(i))) {
                    text.setCharAt(i, ' ');
                }
            }
        }

        /** The parser wants a unit first, and takes any word for one. */
        private void difference(int start, int end) {
            if (!ONE_WORD_FIRST.matcher(sql).region(end, sql.length()).lookingAt()) {
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

        private Place place(int index) {
            String before = sql.substring(0, index).replace("\r\n", "\n");
            int lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
            int line =
                    1 + (int) before.chars().filter(c -> c == '\n' || c == '\r').count();
            return new Place(line, before.length() - lineStart + 1);
        }
    }
}
