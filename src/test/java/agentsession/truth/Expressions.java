package agentsession.truth;

import agentsession.truth.Literal.Binding;
import java.util.ArrayList;
import java.util.List;

/** Random expressions of a type. */
final class Expressions {
    private final Dice dice;
    private final Forms forms;
    private final Literals literals;
    private final Queries queries;

    /** The remaining number of subqueries. */
    private int subqueries;

    private boolean bindable;

    Expressions(Dice dice, Forms forms, Literals literals, Queries queries, boolean parameters) {
        this.dice = dice;
        this.forms = forms;
        this.literals = literals;
        this.queries = queries;
        subqueries = dice.between(0, 3);
        bindable = parameters;
    }

    Expression any(Type type, Scope scope, int depth) {
        if (depth <= 0 || dice.oneIn(4)) {
            return leaf(type, scope);
        }
        if (subqueries > 0 && forms.has("subquery", type) && dice.oneIn(type == Type.BOOL ? 4 : 8)) {
            subqueries--;
            return fill(forms.any(dice, "subquery", type), scope, depth - 1);
        }
        return fill(forms.any(dice, "scalar", type), scope, depth - 1);
    }

    /** A repeatable expression: without {@code ?} and subqueries. */
    Expression repeatable(Type type, Scope scope, int depth) {
        int subqueriesLeft = subqueries;
        subqueries = 0;
        boolean bindableBefore = bindable;
        bindable = false;
        Expression expression = any(type, scope.withoutOuter(), depth);
        bindable = bindableBefore;
        subqueries = subqueriesLeft;
        return expression;
    }

    private Expression leaf(Type type, Scope scope) {
        if (type == Type.APPROX) {
            List<Expression> atoms = scope.atoms(type);
            return atoms.isEmpty() ? fill(forms.any(dice, "scalar", type), scope, 0) : dice.of(atoms);
        }
        Scope outer = scope.outer();
        if (outer != null && dice.oneIn(3) && !outer.atoms(type).isEmpty()) {
            return dice.of(outer.atoms(type));
        }
        List<Expression> atoms = scope.atoms(type);
        return atoms.isEmpty() || dice.oneIn(4) ? literals.any(type) : dice.of(atoms);
    }

    /** A number for LIMIT or OFFSET. */
    Literal place(int number) {
        Literal literal = Literal.of(Type.INT, number);
        return bindable && dice.oneIn(3) ? literal.bound(dice.of(Binding.OBJECT, Binding.TYPED)) : literal;
    }

    /** A form with random parts; some of its literals become values of a {@code ?}. */
    Call fill(Form form, Scope scope, int depth) {
        List<Node> parts = new ArrayList<>();
        boolean before = bindable;
        bindable &= !form.repeatsAHole();
        for (Hole hole : form.holes()) {
            parts.add(part(hole, scope, depth));
        }
        for (int i = 0; i < parts.size(); i++) {
            if (bindable
                    && parts.get(i) instanceof Literal literal
                    && dice.oneIn(3)
                    && (form.holes().get(i).bindable() || hasTypedSibling(form, parts, i))) {
                parts.set(i, literal.bound(dice.of(Binding.OBJECT, Binding.TYPED, Binding.STRING)));
            }
        }
        bindable = before;
        return new Call(form, List.copyOf(parts));
    }

    /** Whether another part of the same type determines the type of a {@code ?}. */
    private static boolean hasTypedSibling(Form form, List<Node> parts, int index) {
        List<Type> types = form.holes().get(index).types();
        for (int i = 0; i < parts.size(); i++) {
            if (i != index
                    && form.holes().get(i).types().equals(types)
                    && form.isResult(i) == form.isResult(index)
                    && !(parts.get(i) instanceof Literal)) {
                return true;
            }
        }
        return false;
    }

    private Node part(Hole hole, Scope scope, int depth) {
        return switch (hole.kind()) {
            case EXPRESSION -> any(hole.types().get(0), scope, depth);
            case RANGE -> range(hole);
            case WORD -> new Raw(dice.of(hole.words()));
            case COLUMN -> column(hole.types().get(0), scope);
            case QUERY -> queries.any(hole.types(), scope.seenFromWithin(), depth);
            case SCALAR -> queries.scalar(hole.types().get(0), scope.seenFromWithin(), depth);
        };
    }

    private Expression column(Type type, Scope scope) {
        List<Expression> columns =
                scope.atoms(type).stream().filter(Report::isPushed).toList();
        return columns.isEmpty() ? leaf(type, scope) : dice.of(columns);
    }

    /** A condition that can be pushed down. */
    Expression pushed(Scope scope) {
        return fill(forms.any(dice, "pushed", Type.BOOL), scope, 0);
    }

    private Node range(Hole hole) {
        int number = dice.between(
                Integer.parseInt(hole.words().get(0)),
                Integer.parseInt(hole.words().get(1)));
        return hole.bindable() ? Literal.of(Type.INT, number) : new Raw(String.valueOf(number));
    }
}
