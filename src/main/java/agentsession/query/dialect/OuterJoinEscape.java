package agentsession.query.dialect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JDBC's escape {@code {oj A LEFT JOIN B ON ...}}, which Calcite does not know and SQL does not need. */
public final class OuterJoinEscape {
    /** Braces; and string literals, quoted names and comments, whose braces are skipped. */
    private static final Pattern TOKEN = Pattern.compile(
            "'[^']*+'|\"[^\"]*+\"|--[^\\r\\n]*+|/\\*(?:[^*]|\\*(?!/))*+\\*/|(?<open>\\{(?<oj>\\s*oj\\b)?)|(?<close>\\})",
            Pattern.CASE_INSENSITIVE);

    private OuterJoinEscape() {}

    /** Replaces the escape's braces and name by spaces, so that positions in the text stay the same. */
    public static String remove(String sql) {
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
