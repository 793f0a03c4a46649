package agentsession.truth;

import agentsession.truth.Join.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random tables for FROM. */
final class Relations {
    private static final int MOST_ROWS = 25_000;
    private static final List<Type> TYPES = List.of(
            Type.INT, Type.INT, Type.INT, Type.TEXT, Type.TEXT, Type.NUM, Type.TIME, Type.DATE, Type.BOOL, Type.DOUBLE);

    private final Dice dice;
    private final Literals literals;
    private final Expressions expressions;
    private final Queries queries;
    private final Report report;
    private final Names names;
    private final List<NamedTable> named = new ArrayList<>();

    Relations(Dice dice, Literals literals, Expressions expressions, Queries queries, Report report, Names names) {
        this.dice = dice;
        this.literals = literals;
        this.expressions = expressions;
        this.queries = queries;
        this.report = report;
        this.names = names;
    }

    /** Adds a query of WITH. */
    void add(String name, Query query) {
        List<Column> columns = new Derived(query, name, List.of(), false).columns();
        named.add(new NamedTable(name, name, columns, columns, query.size()));
    }

    /** Removes the last query of WITH. */
    void removeLast() {
        named.remove(named.size() - 1);
    }

    Relation any(@Nullable Scope outer, int depth) {
        Relation left = table(outer, depth);
        for (int i = dice.of(0, 0, 0, 1, 1, 2); i > 0; i--) {
            left = joined(left, outer, depth, i == 1);
        }
        return left;
    }

    private Relation joined(Relation left, @Nullable Scope outer, int depth, boolean last) {
        boolean lateral = dice.oneIn(12);
        Relation right = lateral ? lateral(left, depth) : table(outer, depth);
        if ((long) left.size() * right.size() > MOST_ROWS) {
            right = values();
        }
        Kind kind =
                dice.of(Kind.INNER, Kind.INNER, Kind.LEFT, Kind.LEFT, Kind.RIGHT, Kind.FULL, Kind.CROSS, Kind.COMMA);
        if ((kind == Kind.COMMA && !last)
                || (kind == Kind.FULL && left instanceof Join)
                || (lateral && (kind == Kind.RIGHT || kind == Kind.FULL))) {
            kind = Kind.LEFT;
        }
        if (kind == Kind.COMMA || kind == Kind.CROSS) {
            return new Join(kind, left, right, null, "");
        }
        if (left instanceof ValuesTable table && dice.oneIn(3)) {
            return usingOneColumn(kind, table);
        }
        return new Join(kind, left, right, condition(left, right, kind == Kind.FULL), "");
    }

    /** Gives both tables a column of the same name. */
    private Relation usingOneColumn(Kind kind, ValuesTable left) {
        Column common = dice.of(left.columns());
        ValuesTable other = values();
        List<Column> columns = new ArrayList<>(other.columns());
        columns.set(0, new Column(common.type(), other.alias(), common.name()));
        List<List<Literal>> rows = new ArrayList<>();
        for (List<Literal> row : other.rows()) {
            List<Literal> values = new ArrayList<>(row);
            values.set(0, dice.oneIn(2) ? literals.any(common.type()) : valueOf(common, left));
            rows.add(values);
        }
        return new Join(kind, left, new ValuesTable(other.alias(), columns, rows, other.empty()), null, common.name());
    }

    private Literal valueOf(Column column, ValuesTable table) {
        return dice.of(table.rows()).get(table.columns().indexOf(column));
    }

    private Expression condition(Relation left, Relation right, boolean full) {
        Scope scope = new Scope(
                Stream.<Expression>concat(left.columns().stream(), right.columns().stream())
                        .toList(),
                null);
        if (dice.oneIn(8)) {
            return Literal.of(Type.BOOL, dice.of(Boolean.TRUE, Boolean.FALSE));
        }
        if (dice.oneIn(20)) {
            return Literal.of(Type.BOOL, null);
        }
        if (dice.oneIn(4)) {
            return full
                    ? expressions.repeatable(Type.BOOL, scope, 2)
                    : expressions.any(Type.BOOL, scope, dice.between(1, 2));
        }
        Expression both = compared(left, right);
        return dice.oneIn(4)
                ? Call.of(
                        Type.BOOL,
                        dice.of("({1} AND {2})", "({1} OR {2})"),
                        both,
                        expressions.repeatable(Type.BOOL, scope, 1))
                : both;
    }

    /** A column of each table. */
    private Expression compared(Relation left, Relation right) {
        List<Expression> pairs = new ArrayList<>();
        for (Column a : left.columns()) {
            for (Column b : right.columns()) {
                if (a.type() == b.type() || (a.type().isNumber() && b.type().isNumber())) {
                    String operator = dice.of("=", "=", "=", "=", "<", ">=", "<>", "IS NOT DISTINCT FROM");
                    pairs.add(Call.of(Type.BOOL, "({1} " + operator + " {2})", a, b));
                }
            }
        }
        return pairs.isEmpty() ? Literal.of(Type.BOOL, true) : dice.of(pairs);
    }

    private Relation lateral(Relation left, int depth) {
        Scope outer = new Scope(List.copyOf(left.columns()), null);
        Query query = queries.any(someTypes(), outer, Math.max(0, Math.min(depth - 1, 1)));
        return derived(query, true);
    }

    /** Sometimes adds column aliases. */
    private Derived derived(Query query, boolean lateral) {
        List<String> columns = dice.oneIn(4)
                ? query.items().stream().map(item -> names.next("d")).toList()
                : List.of();
        return new Derived(query, names.next("t"), columns, lateral);
    }

    private Relation table(@Nullable Scope outer, int depth) {
        int choice = dice.between(0, 11);
        if (choice < 4) {
            return report.table(dice, names.next("t"));
        }
        if (choice < 6 && !named.isEmpty()) {
            return use(dice.of(named));
        }
        if (choice < 8 && depth > 0) {
            return derived(queries.any(someTypes(), dice.oneIn(3) ? outer : null, depth - 1), false);
        }
        return values();
    }

    private Relation use(NamedTable table) {
        String alias = names.next("t");
        List<Column> columns = table.columns().stream()
                .map(column -> new Column(column.type(), alias, column.name()))
                .toList();
        return new NamedTable(table.name(), alias, columns, columns, table.size());
    }

    private List<Type> someTypes() {
        List<Type> types = new ArrayList<>();
        for (int i = dice.between(1, 4); i > 0; i--) {
            types.add(dice.of(TYPES));
        }
        return types;
    }

    ValuesTable values() {
        String alias = names.next("v");
        List<Column> columns = someTypes().stream()
                .map(type -> new Column(type, alias, names.next("c")))
                .toList();
        List<List<Literal>> rows = new ArrayList<>();
        for (int i = dice.between(1, 6); i > 0; i--) {
            if (!rows.isEmpty() && dice.oneIn(5)) {
                rows.add(dice.of(rows));
            } else {
                rows.add(columns.stream()
                        .map(column -> literals.any(column.type()))
                        .toList());
            }
        }
        return new ValuesTable(alias, columns, rows, dice.oneIn(12));
    }
}
