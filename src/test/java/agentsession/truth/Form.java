package agentsession.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A template of an expression, for each dialect.
 *
 * @param holes the placeholders, in their order
 * @param ours the text, in which {@code {1}} stands for the first hole
 * @param postgresql the same for PostgreSQL
 * @param h2 the same for H2, null if it is not supported
 */
record Form(
        Type type,
        List<Hole> holes,
        String ours,
        String postgresql,
        @Nullable String h2) {
    private static final Pattern HOLE = Pattern.compile("\\{([^{}]+)}");

    /** A form with the same text in each dialect, for given parts. */
    static Form of(Type type, String text) {
        return new Form(type, List.of(), text, text, text);
    }

    /** A form that H2 does not support. */
    static Form withoutH2(Type type, String ours, String postgresql) {
        return new Form(type, List.of(), ours, postgresql, null);
    }

    /** Reads {@code ours => postgresql => h2}, in whose first part a hole has its kind. */
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

    /** Whether the hole (from 0) is a result of CASE, not a condition. */
    boolean isResult(int hole) {
        String before = ours.substring(0, ours.indexOf("{" + (hole + 1) + "}"));
        return before.endsWith("THEN ") || before.endsWith("ELSE ");
    }

    /** Whether the driver's text repeats an expression, and with it each {@code ?}. */
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
            out.unsupported();
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
