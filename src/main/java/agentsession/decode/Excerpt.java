package agentsession.decode;

import agentsession.text.Truncation;

/** Quotes the beginning of a received text for a message: on one line, with invisible characters escaped. */
final class Excerpt {
    private Excerpt() {}

    static String of(String text, int maxLength) {
        StringBuilder quoted = new StringBuilder("\"");
        Truncation.truncate(text, maxLength).codePoints().forEach(codePoint -> append(quoted, codePoint));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder quoted, int codePoint) {
        switch (codePoint) {
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (isVisible(codePoint)) {
                    quoted.appendCodePoint(codePoint);
                } else {
                    quoted.append(String.format("\\u%04x", codePoint));
                }
            }
        }
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> true;
        };
    }
}
