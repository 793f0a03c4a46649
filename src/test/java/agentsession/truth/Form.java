package agentsession.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A way to make an expression of others, spelled for each dialect.
 *
 * @param holes what is to be filled in, in this order
 * @param ours the text, in which {@code {1}} stands for the first hole
 * @param postgresql the same for PostgreSQL
 * @param h2 the same for H2, null if it has no such thing
 */
record Form(
        Type type,
        List<Hole> holes,
        String ours,
        String postgresql,
        @Nullable String h2) {
    private static final Pattern HOLE = Pattern.compile("\\{([^{}]+)}");

    /** A form of the text that is the same in each dialect, for the parts that are at hand. */
    static Form of(Type type, String text) {
        return new Form(type, List.of(), text, text, text);
    }

    /** A form that H2 does not have. */
    static Form withoutH2(Type type, String ours, String postgresql) {
        return new Form(type, List.of(), ours, postgresql, null);
    }

    /** Reads {@code ours => postgresql => h2}, in whose first part a hole says what it takes. */
    static Form parse(Type type, String line) {
        String[] parts = line.split("\\s+=>\\s+", -1);
        List<Hole> holes = new ArrayList<>();
        StringBuilder ours = new StringBuilder();
        Matcher hole = HOLE.matcher(parts[0]);
        while (hole.find()) {
            String content = hole.group(1);
            if (!content.matches("\\d")) {
                holes.add(Hole.parse(content));
                content = String.valueOf(holes.size());
            }
            hole.appendReplacement(ours, "{" + content + "}");
        }
        hole.appendTail(ours);
        String text = ours.toString();
        return switch (parts.length) {
            case 1 -> new Form(type, holes, text, text, text);
            case 2 -> new Form(type, holes, text, parts[1], null);
            default ->
                new Form(
                        type,
                        holes,
                        text,
                        parts[1],
                        parts[2].equals("ours") ? text : parts[2].equals("pg") ? parts[1] : parts[2]);
        };
    }

    /** Whether what fills the hole (counted from 0) is a result of CASE; its conditions are another matter. */
    boolean isResult(int hole) {
        String before = ours.substring(0, ours.indexOf("{" + (hole + 1) + "}"));
        return before.endsWith("THEN ") || before.endsWith("ELSE ");
    }

    /** Whether an expression stands twice in our text; each {@code ?} in it would be two. */
    boolean repeatsAHole() {
        return HOLE.matcher(ours).results().count() > holes.size();
    }

    void write(SqlWriter out, List<? extends Node> parts) {
        String text =
                switch (out.dialect()) {
                    case OURS -> ours;
                    case POSTGRESQL -> postgresql;
                    case H2 -> h2;
                };
        if (text == null) {
            out.impossible();
            return;
        }
        Matcher hole = HOLE.matcher(text);
        int end = 0;
        while (hole.find()) {
            out.add(text.substring(end, hole.start()));
            out.add(parts.get(Integer.parseInt(hole.group(1)) - 1));
            end = hole.end();
        }
        out.add(text.substring(end));
    }
}
