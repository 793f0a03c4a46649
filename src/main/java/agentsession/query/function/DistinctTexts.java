package agentsession.query.function;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The different texts of a group, in their order; public for the code that Calcite generates. */
public final class DistinctTexts {
    private final Set<String> texts;
    private String separator = "";

    private DistinctTexts(Comparator<String> order) {
        texts = new TreeSet<>(order);
    }

    /** None yet, to be joined from the least to the greatest. */
    public static DistinctTexts ascending() {
        return new DistinctTexts(Comparator.naturalOrder());
    }

    /** None yet, to be joined from the greatest to the least. */
    public static DistinctTexts descending() {
        return new DistinctTexts(Comparator.reverseOrder());
    }

    /** Takes a text in, and the separator that stands after it. */
    public void add(String text, String following) {
        texts.add(text);
        separator = following;
    }

    /** The texts with the separator between them; NULL if there are none. */
    public @Nullable String joined() {
        return texts.isEmpty() ? null : String.join(separator, texts);
    }
}
