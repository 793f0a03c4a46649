package agentsession.truth;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns and other atoms of expressions.
 *
 * @param atoms columns, or group keys, aggregates and windows
 * @param outer that of the outer query; null if there is none or it may not be used
 */
record Scope(List<Expression> atoms, @Nullable Scope outer) {
    static final Scope EMPTY = new Scope(List.of(), null);

    List<Expression> atoms(Type type) {
        return atoms.stream().filter(atom -> atom.type() == type).toList();
    }

    /** The scope for subqueries: only columns. */
    Scope seenFromWithin() {
        return new Scope(atoms.stream().filter(Column.class::isInstance).toList(), outer);
    }

    Scope with(List<Expression> more) {
        List<Expression> all = new ArrayList<>(atoms);
        all.addAll(more);
        return new Scope(List.copyOf(all), outer);
    }

    Scope withoutOuter() {
        return new Scope(atoms, null);
    }
}
