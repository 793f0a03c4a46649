package agentsession.query.dialect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JDBC's escape {@code {oj A LEFT JOIN B ON ...}}, which Calcite does not know and SQL does not need. */
public final class OuterJoinEscape {
    /** Braces, and what may hold others that are none: texts, names and comments. */
    private static final Pattern TOKEN = Pattern.compile(
            "'[^']*+'|\"[^\"]*+\"|--[^\\r\\n]*+|/\\*(?:[^*]|\\*(?!/))*+\\*/|(?<open>\\{(?<oj>\\s*oj\\b)?)|(?<close>\\})",
            Pattern.CASE_INSENSITIVE);

    private OuterJoinEscape() {}

    /** The text with blanks for the escape's braces and name, so that all else keeps its place. */
    public static String blanked(String sql) {
        StringBuilder text = new StringBuilder(sql);
        Deque<Boolean> open = new ArrayDeque<>();
        Matcher token = TOKEN.matcher(sql);
        while (token.find()) {
            if (token.group("open") != null) {
                boolean outerJoin = token.group("oj") != null;
                open.push(outerJoin);
                if (outerJoin) {
                    blank(text, token);
                }
            } else if (token.group("close") != null && !open.isEmpty() && open.pop()) {
                blank(text, token);
            }
        }
        return text.toString();
    }

    private static void blank(StringBuilder text, Matcher token) {
        for (int i = token.start(); i < token.end(); i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                text.setCharAt(i, ' ');
            }
        }
    }
}
