package agentsession.truth;

import java.util.Arrays;
import java.util.List;

/**
 * A placeholder of a form.
 *
 * @param kind of the content
 * @param types of the expression, or of the columns of the query
 * @param words to choose from, for {@link Kind#WORD}; the bounds, for {@link Kind#RANGE}
 * @param bindable whether a literal may be a {@code ?} in any context
 */
record Hole(Kind kind, List<Type> types, List<String> words, boolean bindable) {
    enum Kind {
        EXPRESSION,
        /** A number from a range, as literal. */
        RANGE,
        /** One of some words. */
        WORD,
        /** A query of any number of rows. */
        QUERY,
        /** A query of one column and at most one row. */
        SCALAR,
        /** A column of the report that can be pushed down. */
        COLUMN
    }

    /**
     * Reads {@code INT}, {@code INT?} (a {@code ?} may stand there), {@code 0..5}, {@code A|B}, {@code QUERY INT,TEXT},
     * {@code SCALAR INT}, {@code COLUMN INT}.
     */
    static Hole parse(String text) {
        boolean bindable = text.endsWith("?");
        String content = bindable ? text.substring(0, text.length() - 1) : text;
        if (content.contains(" | ")) {
            return new Hole(Kind.WORD, List.of(), List.of(content.split(" \\| ", -1)), false);
        }
        if (content.contains("..")) {
            return new Hole(Kind.RANGE, List.of(), List.of(content.split("\\.\\.", -1)), bindable);
        }
        String[] words = content.split(" ", 2);
        Kind kind = words.length == 1 ? Kind.EXPRESSION : Kind.valueOf(words[0]);
        List<Type> types = Arrays.stream(words[words.length - 1].split(",", -1))
                .map(Type::valueOf)
                .toList();
        return new Hole(kind, types, List.of(), bindable);
    }
}
