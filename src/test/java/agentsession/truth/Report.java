package agentsession.truth;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The table of the report.
 *
 * @param size its number of rows
 */
record Report(int size) {
    private static final List<String> PUSHED =
            List.of("INT AGENT_ID", "TEXT TEAM", "TIME LOGIN_DTS", "TIME LOGIN_DTS", "TIME LOGOUT_DTS");
    private static final List<String> OTHERS = List.of(
            "TEXT DIAL_GROUP",
            "TEXT LAST_NAME",
            "TEXT EXTERNAL_AGENT_ID",
            "INT PRESENTED",
            "INT ACCEPTED",
            "INT RNA",
            "NUM TALK_TIME_MIN",
            "NUM CALLS_XFERED_PCT");

    static boolean isPushed(Expression expression) {
        return expression instanceof Column column
                && PUSHED.stream().anyMatch(name -> name.endsWith(" " + column.name()));
    }

    /** Whether it is DECIMAL in each database; a sum is an integer in some. */
    static boolean isDecimal(Expression expression) {
        return expression instanceof Column column && OTHERS.contains("NUM " + column.name());
    }

    /** The table with some of its columns, including those that are pushed down and the key. */
    NamedTable table(Dice dice, String alias) {
        List<Column> columns = new ArrayList<>();
        List<String> declared = new ArrayList<>(new LinkedHashSet<>(dice.some(4, PUSHED)));
        declared.addAll(dice.some(dice.between(1, 4), OTHERS));
        for (String column : declared) {
            String[] words = column.split(" ", 2);
            columns.add(new Column(Type.valueOf(words[0]), alias, words[1]));
        }
        Column key = new Column(Type.INT, alias, "LOGIN_SESSION_ID");
        columns.add(key);
        return new NamedTable("AGENT_SESSION", alias, List.copyOf(columns), List.of(key), size);
    }
}
