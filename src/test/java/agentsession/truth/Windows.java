package agentsession.truth;

import java.util.ArrayList;
import java.util.List;

/** Random window functions. */
final class Windows {
    private static final List<String> DIRECTIONS = List.of(
            "{1}",
            "{1}",
            "{1} DESC",
            "{1} ASC NULLS FIRST",
            "{1} ASC NULLS LAST",
            "{1} DESC NULLS LAST",
            "{1} DESC NULLS FIRST");
    private static final List<String> STARTS =
            List.of("UNBOUNDED PRECEDING", "2 PRECEDING", "1 PRECEDING", "CURRENT ROW", "1 FOLLOWING");
    private static final List<String> ENDS =
            List.of("UNBOUNDED FOLLOWING", "2 FOLLOWING", "1 FOLLOWING", "CURRENT ROW", "1 PRECEDING");
    /** H2 ignores constant conditions. */
    private static final String FILTER = "{1} FILTER (WHERE {2})";

    private static final List<Type> KEYS = List.of(Type.INT, Type.NUM, Type.TEXT, Type.TIME, Type.DATE, Type.BOOL);

    private final Dice dice;
    private final Forms forms;
    private final Expressions expressions;

    Windows(Dice dice, Forms forms, Expressions expressions) {
        this.dice = dice;
        this.forms = forms;
        this.expressions = expressions;
    }

    /** An expression and a direction to sort by it. */
    Expression sortKey(Expression expression) {
        return Call.of(expression.type(), dice.of(DIRECTIONS), expression);
    }

    /**
     * A function over a window.
     *
     * @param key the key of the rows
     */
    Call any(Scope scope, List<? extends Expression> key) {
        return switch (dice.between(0, 5)) {
            case 0 -> ranking(scope);
            case 1, 2 -> row(scope, key);
            case 3 -> aggregate(scope, key);
            case 4 -> aggregateInRange(scope);
            default -> overPeers(scope);
        };
    }

    private Call ranking(Scope scope) {
        Type type = dice.of(forms.types("ranking"));
        Expression function = expressions.fill(forms.any(dice, "ranking", type), scope, 0);
        return over(function, new Window(partition(scope), anyOrder(scope), ""));
    }

    /** Functions that depend on the order of rows, which is therefore total. */
    private Call row(Scope scope, List<? extends Expression> key) {
        Type type = dice.of(forms.types("row"));
        Form form = forms.any(dice, "row", type);
        Expression function = expressions.fill(form, scope, 1);
        String frame = form.ours().contains("_VALUE") && dice.oneIn(2) ? frame("ROWS") : "";
        return over(function, new Window(partition(scope), totalOrder(scope, key), frame));
    }

    private Call aggregate(Scope scope, List<? extends Expression> key) {
        return over(windowAggregate(scope), new Window(partition(scope), totalOrder(scope, key), frame("ROWS")));
    }

    private Call aggregateInRange(Scope scope) {
        Type type = dice.of(Type.INT, Type.NUM, Type.TIME, Type.DATE);
        Expression by = expressions.repeatable(type, scope, 0);
        if (!by.mentionsColumn()) {
            return overPeers(scope);
        }
        String frame = frame("RANGE");
        if (type == Type.TIME) {
            frame = frame.replaceAll(
                    "\\b([12]) (PRECEDING|FOLLOWING)", "INTERVAL '$1' " + dice.of("DAY", "HOUR", "MONTH") + " $2");
        } else if (type == Type.DATE) {
            frame = frame.replaceAll("\\b([12]) (PRECEDING|FOLLOWING)", "INTERVAL '$1' DAY $2");
        } else if (Report.isDecimal(by)) {
            frame = frame.replaceAll("\\b([12]) (PRECEDING|FOLLOWING)", "$1.5 $2");
        }
        return over(windowAggregate(scope), new Window(partition(scope), List.of(sortKey(by)), frame));
    }

    /** With the default frame, or without ORDER BY. */
    private Call overPeers(Scope scope) {
        List<Expression> order = dice.oneIn(2) ? List.of() : anyOrder(scope);
        String frame = dice.oneIn(4) ? "RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING" : "";
        return over(windowAggregate(scope), new Window(partition(scope), order, frame));
    }

    /** Aggregates without DISTINCT and ORDER BY, which windows do not support. */
    private Expression windowAggregate(Scope scope) {
        while (true) {
            Form form = forms.any(dice, "aggregate", dice.of(forms.types("aggregate")));
            if (!form.ours().contains("DISTINCT") && !form.ours().contains("ORDER BY")) {
                return filtered(expressions.fill(form, scope, 1), scope);
            }
        }
    }

    /** Sometimes adds a FILTER. */
    Expression filtered(Expression aggregate, Scope scope) {
        return dice.oneIn(6)
                ? new Call(
                        Form.withoutH2(aggregate.type(), FILTER, FILTER),
                        List.of(aggregate, expressions.repeatable(Type.BOOL, scope.seenFromWithin(), 1)))
                : aggregate;
    }

    private static Call over(Expression function, Window window) {
        return new Call(Form.of(function.type(), "{1} OVER {2}"), List.of(function, window));
    }

    private List<Expression> partition(Scope scope) {
        return dice.oneIn(2) ? List.of() : List.of(expressions.repeatable(dice.of(KEYS), scope, dice.between(0, 1)));
    }

    private List<Expression> anyOrder(Scope scope) {
        List<Expression> order = new ArrayList<>();
        for (int i = dice.between(1, 2); i > 0; i--) {
            order.add(sortKey(expressions.repeatable(dice.of(KEYS), scope, dice.between(0, 1))));
        }
        return order;
    }

    private List<Expression> totalOrder(Scope scope, List<? extends Expression> key) {
        List<Expression> order = new ArrayList<>();
        if (dice.oneIn(2)) {
            order.addAll(anyOrder(scope));
        }
        key.forEach(column -> order.add(sortKey(column)));
        return order;
    }

    private String frame(String unit) {
        while (true) {
            int start = dice.between(0, STARTS.size() - 1);
            int end = dice.between(0, ENDS.size() - 1);
            if (dice.oneIn(5)) {
                return unit + " " + dice.of("UNBOUNDED PRECEDING", "CURRENT ROW", "2 PRECEDING");
            }
            String text = unit + " BETWEEN " + STARTS.get(start) + " AND " + ENDS.get(end);
            if (isPossible(STARTS.get(start), ENDS.get(end))) {
                return text + (dice.oneIn(8) ? dice.of(" EXCLUDE CURRENT ROW", " EXCLUDE TIES", " EXCLUDE GROUP") : "");
            }
        }
    }

    /** The kind of a frame's end must not be before that of its start. */
    private static boolean isPossible(String start, String end) {
        return place(start) <= place(end);
    }

    private static int place(String bound) {
        return bound.endsWith("PRECEDING") ? 0 : bound.equals("CURRENT ROW") ? 1 : 2;
    }
}
