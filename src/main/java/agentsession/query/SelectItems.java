package agentsession.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.parser.SqlParserPos;

/** The text of the items of a SELECT list, each on one line. The syntax tree does not contain it, such as parentheses. */
final class SelectItems {
    private static final Pattern TOKEN = Pattern.compile(
            "(?<blank>\\s++|--[^\\r\\n]*+|/\\*(?:[^*]|\\*(?!/))*+\\*/)|(?<quoted>'[^']*+'|\"[^\"]*+\")|(?<word>[\\p{L}_]\\w*+)|.",
            Pattern.DOTALL);
    private static final Pattern LINE_ENDS = Pattern.compile("\\s*\\R\\s*");
    private static final Set<String> BEFORE_FIRST = Set.of("SELECT", "STREAM", "DISTINCT", "ALL");
    private static final Set<String> AFTER_LAST = Set.of(
            "FROM",
            "WHERE",
            "GROUP",
            "HAVING",
            "WINDOW",
            "QUALIFY",
            "ORDER",
            "LIMIT",
            "OFFSET",
            "FETCH",
            "UNION",
            "INTERSECT",
            "EXCEPT",
            "MINUS");

    private final List<String> items = new ArrayList<>();
    private final StringBuilder item = new StringBuilder();
    private int depth;
    private boolean blank;
    private String previous = "";

    private SelectItems() {}

    /**
     * Returns the texts of the items.
     *
     * @param select the position of the SELECT
     * @param parsed the parsed items, which are unparsed by Calcite if their number differs from that in the text
     */
    static List<String> texts(String sql, SqlParserPos select, List<SqlNode> parsed) {
        List<String> texts = new SelectItems().read(sql, start(sql, select));
        return texts.size() == parsed.size()
                ? texts
                : parsed.stream().map(SelectItems::unparsed).toList();
    }

    private static String unparsed(SqlNode item) {
        return LINE_ENDS
                .matcher(item.toSqlString(config ->
                                config.withDialect(AnsiSqlDialect.DEFAULT).withQuoteAllIdentifiers(false))
                        .getSql())
                .replaceAll(" ");
    }

    private static int start(String sql, SqlParserPos position) {
        Matcher lineEnd = Pattern.compile("\\R").matcher(sql);
        int start = 0;
        for (int line = 1; line < position.getLineNum() && lineEnd.find(); line++) {
            start = lineEnd.end();
        }
        return Math.min(start + position.getColumnNum() - 1, sql.length());
    }

    private List<String> read(String sql, int start) {
        Matcher token = TOKEN.matcher(sql).region(start, sql.length());
        while (token.lookingAt() && take(token)) {
            token.region(token.end(), sql.length());
        }
        end();
        return items;
    }

    /** Processes a token; returns false at the end of the list. */
    private boolean take(Matcher token) {
        String text = token.group();
        if (token.group("blank") != null) {
            blank = true;
            return true;
        }
        boolean word = token.group("word") != null;
        if (word && depth == 0) {
            String upper = text.toUpperCase(Locale.ROOT);
            if (items.isEmpty() && item.isEmpty() && BEFORE_FIRST.contains(upper)) {
                return true;
            }
            if (AFTER_LAST.contains(upper) && !isPartOfItem(upper)) {
                return false;
            }
        }
        depth += "([{".contains(text) ? 1 : 0;
        depth -= ")]}".contains(text) ? 1 : 0;
        if (depth < 0 || (depth == 0 && text.equals(";"))) {
            return false;
        }
        if (depth == 0 && text.equals(",")) {
            end();
            return true;
        }
        if (blank && !item.isEmpty()) {
            item.append(' ');
        }
        blank = false;
        item.append(
                token.group("quoted") == null ? text : LINE_ENDS.matcher(text).replaceAll(" "));
        previous = word ? text.toUpperCase(Locale.ROOT) : text;
        return true;
    }

    /** {@code IS DISTINCT FROM}, {@code WITHIN GROUP}, and a name after that of its table. */
    private boolean isPartOfItem(String word) {
        return previous.equals(".")
                || (word.equals("FROM") && previous.equals("DISTINCT"))
                || (word.equals("GROUP") && previous.equals("WITHIN"));
    }

    private void end() {
        items.add(item.toString());
        item.setLength(0);
        blank = false;
        previous = "";
    }
}
