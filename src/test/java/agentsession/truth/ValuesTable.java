package agentsession.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A VALUES table.
 *
 * @param empty whether WHERE FALSE removes all rows
 */
record ValuesTable(String alias, List<Column> columns, List<List<Literal>> rows, boolean empty) implements Relation {
    @Override
    public List<Column> key() {
        return columns;
    }

    @Override
    public int size() {
        return empty ? 1 : rows.size();
    }

    @Override
    public void write(SqlWriter out) {
        out.add(empty ? "(SELECT * FROM " : "").add("(VALUES ");
        String separator = "";
        for (List<Literal> row : rows) {
            out.add(separator).addAll("(", row, ", ", ")");
            separator = ", ";
        }
        out.add(") AS ").add(alias);
        List<String> names = columns.stream().map(Column::name).toList();
        out.add(" (" + String.join(", ", names) + ")");
        out.add(empty ? " WHERE FALSE) AS " + alias : "");
    }

    @Override
    public Stream<Relation> smaller() {
        List<Relation> columnsLess = new ArrayList<>();
        for (int i = 0; i < columns.size() && columns.size() > 1; i++) {
            int column = i;
            columnsLess.add(new ValuesTable(
                    alias,
                    without(columns, i),
                    rows.stream().map(row -> without(row, column)).toList(),
                    empty));
        }
        return Stream.concat(
                Node.withoutElement(rows)
                        .filter(list -> !list.isEmpty())
                        .map(list -> new ValuesTable(alias, columns, list, empty)),
                columnsLess.stream());
    }

    private static <T> List<T> without(List<T> list, int index) {
        List<T> rest = new ArrayList<>(list);
        rest.remove(index);
        return rest;
    }
}
