package agentsession.query;

import agentsession.text.Truncation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.SqlWith;
import org.jspecify.annotations.Nullable;

/** The labels of the columns of a query. The label of an expression, which Calcite only numbers, is its text in the SQL. */
final class ColumnLabels {
    private static final int MAX_LENGTH = 64;
    private static final Pattern NUMBERED = Pattern.compile("EXPR\\$\\d+");

    /** An item of a SELECT list; a star stands for any number of columns. */
    private record Item(String text, boolean computed, boolean star) {}

    private final List<Item> items;

    private ColumnLabels(List<Item> items) {
        this.items = items;
    }

    /** @param query the parsed query, before any rewriting */
    static ColumnLabels of(String sql, SqlNode query) {
        SqlSelect select = firstSelect(query);
        if (select == null) {
            return new ColumnLabels(List.of());
        }
        List<SqlNode> parsed = select.getSelectList();
        List<String> texts = SelectItems.texts(sql, select.getParserPosition(), parsed);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < parsed.size(); i++) {
            SqlNode item = parsed.get(i);
            boolean named = item.getKind() == SqlKind.IDENTIFIER || item.getKind() == SqlKind.AS;
            items.add(new Item(texts.get(i), !named, isStar(item)));
        }
        return new ColumnLabels(items);
    }

    /** Replaces the labels of columns that Calcite only numbers. */
    List<ResultColumn> label(List<ResultColumn> columns) {
        @Nullable String[] texts = texts(columns);
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] == null) {
                taken.add(fold(columns.get(i).label()));
            }
        }
        List<ResultColumn> labelled = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            String text = texts[i];
            ResultColumn column = columns.get(i);
            labelled.add(text == null ? column : column.labelled(unique(text, taken)));
        }
        return labelled;
    }

    /** The texts of computed columns, except for those between two stars, whose position is unknown. */
    private @Nullable String[] texts(List<ResultColumn> columns) {
        @Nullable String[] texts = new @Nullable String[columns.size()];
        int offset = columns.size() - items.size();
        for (int i = 0; i < items.size() && !items.get(i).star; i++) {
            put(texts, i, items.get(i), columns);
        }
        for (int i = items.size() - 1; i >= 0 && !items.get(i).star; i--) {
            put(texts, i + offset, items.get(i), columns);
        }
        return texts;
    }

    private static void put(@Nullable String[] texts, int index, Item item, List<ResultColumn> columns) {
        if (item.computed
                && index >= 0
                && index < texts.length
                && NUMBERED.matcher(columns.get(index).label()).matches()) {
            texts[index] = item.text;
        }
    }

    /** The SELECT whose list determines the labels, if there is one. */
    private static @Nullable SqlSelect firstSelect(SqlNode node) {
        if (node instanceof SqlSelect select) {
            return select;
        }
        if (node instanceof SqlOrderBy orderBy) {
            return firstSelect(orderBy.query);
        }
        if (node instanceof SqlWith with) {
            return firstSelect(with.body);
        }
        return node instanceof SqlCall call && SqlKind.SET_QUERY.contains(call.getKind())
                ? firstSelect(call.operand(0))
                : null;
    }

    private static boolean isStar(SqlNode item) {
        return item instanceof SqlStarExclude
                || item instanceof SqlStarReplace
                || (item instanceof SqlIdentifier identifier && identifier.isStar());
    }

    private static String unique(String text, Set<String> taken) {
        String label = Truncation.truncate(text, MAX_LENGTH);
        for (int number = 2; !taken.add(fold(label)); number++) {
            String suffix = "_" + number;
            label = Truncation.truncate(text, MAX_LENGTH - suffix.length()) + suffix;
        }
        return label;
    }

    private static String fold(String label) {
        return label.toUpperCase(Locale.ROOT);
    }
}
