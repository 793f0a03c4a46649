package agentsession.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random queries. */
final class Queries {
    private static final List<Type> TYPES = List.of(
            Type.INT,
            Type.INT,
            Type.NUM,
            Type.TEXT,
            Type.TEXT,
            Type.TIME,
            Type.DATE,
            Type.BOOL,
            Type.DOUBLE,
            Type.APPROX);
    private static final List<Type> KEYS =
            List.of(Type.INT, Type.INT, Type.TEXT, Type.TEXT, Type.NUM, Type.TIME, Type.DATE, Type.BOOL);
    private static final int DEPTH = 3;

    private final Dice dice;
    private final Forms forms;
    private final Expressions expressions;
    private final Windows windows;
    private final Relations relations;
    private final Names names = new Names();

    private Queries(Dice dice, Forms forms, Facts facts, Report report, boolean parameters) {
        this.dice = dice;
        this.forms = forms;
        Literals literals = new Literals(dice, facts);
        expressions = new Expressions(dice, forms, literals, this, parameters);
        windows = new Windows(dice, forms, expressions);
        relations = new Relations(dice, literals, expressions, this, report, names);
    }

    /**
     * Generates the query of a seed.
     *
     * @param parameters whether it may have parameters
     */
    static Query of(long seed, Forms forms, Facts facts, Report report, boolean parameters) {
        return new Queries(new Dice(seed), forms, facts, report, parameters).statement();
    }

    private Query statement() {
        List<Type> types = new ArrayList<>();
        for (int i = dice.between(1, 4); i > 0; i--) {
            types.add(dice.of(TYPES));
        }
        return dice.oneIn(8) ? with(types, DEPTH) : any(types, null, DEPTH);
    }

    private Query with(List<Type> types, int depth) {
        String name = names.next("q");
        Query named = any(someTypes(), null, 1);
        relations.add(name, named);
        Query body = any(types, null, depth);
        relations.removeLast();
        return new With(name, named, body);
    }

    private List<Type> someTypes() {
        List<Type> types = new ArrayList<>();
        for (int i = dice.between(1, 4); i > 0; i--) {
            types.add(dice.of(KEYS));
        }
        return types;
    }

    /** A query with columns of these types. */
    Query any(List<Type> types, @Nullable Scope outer, int depth) {
        if (depth > 0 && dice.oneIn(7)) {
            String operator = dice.of("UNION", "UNION ALL", "INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL");
            Query left = any(exact(types), outer, depth - 1);
            Query right = any(exact(types), outer, depth - 1);
            return new SetOperation(operator, left, right, tail(left.items()));
        }
        if (depth > 0 && outer == null && dice.oneIn(25)) {
            return with(types, depth - 1);
        }
        return select(types, outer, depth);
    }

    /** Rows that are equal have to be equal in each database. */
    private static List<Type> exact(List<Type> types) {
        return types.stream().map(type -> type == Type.APPROX ? Type.NUM : type).toList();
    }

    /** A query of one column and at most one row. */
    Query scalar(Type type, @Nullable Scope outer, int depth) {
        Relation from = relations.any(outer, Math.min(depth, 1));
        Scope scope = scope(from, outer);
        Expression where = where(scope, depth);
        if (forms.has("aggregate", type) && !dice.oneIn(4)) {
            Expression aggregate = aggregate(type, scope);
            return new Select(false, List.of(item(aggregate)), from, where, null, null, List.of(), Tail.NONE);
        }
        List<Item> items = List.of(item(expressions.any(type, scope, 1)));
        return new Select(false, items, from, where, null, null, List.of(), Tail.of(order(items), 1));
    }

    private static Scope scope(Relation from, @Nullable Scope outer) {
        List<Expression> atoms = new ArrayList<>(from.columns());
        if (from instanceof Join join) {
            join.merged().ifPresent(atoms::add);
        }
        return new Scope(List.copyOf(atoms), outer);
    }

    private Item item(Expression expression) {
        return new Item(expression, names.next("x"));
    }

    private @Nullable Expression where(Scope scope, int depth) {
        if (scope.atoms().stream().anyMatch(Report::isPushed) && dice.oneIn(2)) {
            Expression pushed = expressions.pushed(scope);
            return dice.oneIn(2)
                    ? pushed
                    : Call.of(
                            Type.BOOL,
                            dice.of("({1} AND {2})", "({1} AND {2})", "({1} OR {2})"),
                            pushed,
                            dice.oneIn(2) ? expressions.pushed(scope) : expressions.any(Type.BOOL, scope, 1));
        }
        return dice.oneIn(2) ? expressions.any(Type.BOOL, scope, Math.max(1, depth)) : null;
    }

    private Query select(List<Type> types, @Nullable Scope outer, int depth) {
        if (dice.oneIn(40)) {
            Scope nothing = new Scope(List.of(), outer);
            return new Select(false, items(types, nothing, depth), null, null, null, null, List.of(), Tail.NONE);
        }
        Relation from = relations.any(outer, depth);
        Scope scope = scope(from, outer);
        Expression where = where(scope, depth);
        boolean grouped = dice.oneIn(3);
        if (grouped) {
            return grouped(types, from, where, scope, depth);
        }
        List<Window.Named> named = new ArrayList<>();
        Scope of = outer == null && dice.oneIn(3) ? scope.with(windows(scope, from.key(), named)) : scope;
        boolean distinct = dice.oneIn(8) && !types.contains(Type.APPROX);
        List<Item> items = items(types, of, depth);
        return new Select(distinct, items, from, where, null, null, named, tail(items));
    }

    /** Window functions, some with named windows. */
    private List<Expression> windows(Scope scope, List<? extends Expression> key, List<Window.Named> named) {
        List<Expression> list = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            Call function = windows.any(scope, key);
            if (dice.oneIn(5) && function.parts().get(1) instanceof Window window) {
                String name = names.next("w");
                named.add(new Window.Named(name, window));
                list.add(Call.of(
                        function.type(), "{1} OVER " + name, function.parts().get(0)));
            } else {
                list.add(function);
            }
        }
        return list;
    }

    private List<Item> items(List<Type> types, Scope scope, int depth) {
        return types.stream()
                .map(type -> item(expressions.any(type, scope, dice.between(0, Math.max(0, depth)))))
                .toList();
    }

    private Query grouped(List<Type> types, Relation from, @Nullable Expression where, Scope scope, int depth) {
        List<Expression> keys = keys(scope);
        List<Expression> aggregates = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            Type type = dice.oneIn(2) ? dice.of(types) : dice.of(TYPES);
            aggregates.add(aggregate(forms.has("aggregate", type) ? type : Type.INT, scope));
        }
        Call groupBy = keys.isEmpty() ? emptySet() : groupBy(keys);
        boolean sets = groupBy != null && groupBy.form().ours().contains("(");
        if (sets && !keys.isEmpty() && dice.oneIn(2)) {
            aggregates.add(Call.of(Type.INT, "GROUPING({1})", dice.of(keys)));
        }
        Scope groups =
                new Scope(Stream.concat(keys.stream(), aggregates.stream()).toList(), scope.outer());
        List<Window.Named> named = new ArrayList<>();
        Scope of = !sets && scope.outer() == null && dice.oneIn(6) ? groups.with(windows(groups, keys, named)) : groups;
        List<Item> items = items(types, of, Math.min(depth, 2));
        Expression having = dice.oneIn(4) ? expressions.any(Type.BOOL, groups, Math.max(1, depth - 1)) : null;
        return new Select(false, items, from, where, groupBy, having, named, tail(items));
    }

    private @Nullable Call emptySet() {
        return dice.oneIn(4) ? Call.of(Type.INT, "GROUPING SETS (())") : null;
    }

    private List<Expression> keys(Scope scope) {
        List<Expression> keys = new ArrayList<>();
        for (int i = dice.between(0, 3); i > 0; i--) {
            Type type = dice.of(KEYS);
            Expression key = expressions.repeatable(type, scope, dice.oneIn(3) ? 1 : 0);
            if (key.mentionsColumn() && !keys.contains(key)) {
                keys.add(key);
            }
        }
        return keys;
    }

    private Call groupBy(List<Expression> keys) {
        List<String> holes = new ArrayList<>();
        for (int i = 1; i <= keys.size(); i++) {
            holes.add("{" + i + "}");
        }
        String all = String.join(", ", holes);
        // PostgreSQL 14 does not recognize an expression as a grouping key if it folds it to a constant.
        boolean onlyColumns = keys.stream().allMatch(Column.class::isInstance);
        String text =
                switch (onlyColumns ? dice.between(0, 7) : 9) {
                    case 0 -> "ROLLUP (" + all + ")";
                    case 1 -> "CUBE (" + all + ")";
                    case 2 -> "GROUPING SETS ((" + all + "), ())";
                    case 3 -> "GROUPING SETS (" + all + ", (" + all + "))";
                    default -> all;
                };
        Form form = text.equals(all) ? Form.of(Type.INT, text) : Form.withoutH2(Type.INT, text, text);
        return new Call(form, List.copyOf(keys));
    }

    private Expression aggregate(Type type, Scope scope) {
        Call call = expressions.fill(forms.any(dice, "aggregate", type), scope.withoutOuter(), 1);
        return windows.filtered(call, scope.withoutOuter());
    }

    /** A total order of rows that differ. */
    private List<Expression> order(List<Item> items) {
        List<Item> shuffled = dice.some(items.size(), items);
        boolean byNumber = dice.oneIn(5);
        return shuffled.stream()
                .map(item -> windows.sortKey(Call.of(
                        item.expression().type(), byNumber ? String.valueOf(items.indexOf(item) + 1) : item.name())))
                .toList();
    }

    private Tail tail(List<Item> items) {
        boolean sortable = items.stream().noneMatch(item -> item.expression().type() == Type.APPROX);
        if (!sortable || !dice.oneIn(4)) {
            return Tail.NONE;
        }
        if (dice.oneIn(3)) {
            return new Tail(order(items), null, null);
        }
        Literal offset = dice.oneIn(2) ? expressions.place(dice.between(0, 5)) : null;
        return new Tail(order(items), expressions.place(dice.between(0, 10)), offset);
    }
}
