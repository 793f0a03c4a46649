package agentsession.query.function;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The distinct strings of a group, sorted; public for the code that Calcite generates. */
public final class DistinctStrings {
    private final Set<String> strings;
    private String separator = "";

    private DistinctStrings(Comparator<String> order) {
        strings = new TreeSet<>(order);
    }

    /** Returns an empty set in ascending order. */
    public static DistinctStrings ascending() {
        return new DistinctStrings(Comparator.naturalOrder());
    }

    /** Returns an empty set in descending order. */
    public static DistinctStrings descending() {
        return new DistinctStrings(Comparator.reverseOrder());
    }

    /** Adds a string and sets the separator. */
    public void add(String string, String newSeparator) {
        strings.add(string);
        separator = newSeparator;
    }

    /** Joins the strings by the separator; returns NULL if there are none. */
    public @Nullable String join() {
        return strings.isEmpty() ? null : String.join(separator, strings);
    }
}
