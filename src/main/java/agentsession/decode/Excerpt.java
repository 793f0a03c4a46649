package agentsession.decode;

/** Foreign text for a message: its beginning, on one line, in quotation marks, with what cannot be seen spelt out. */
final class Excerpt {
    private Excerpt() {}

    static String of(String text, int most) {
        StringBuilder shown = new StringBuilder("\"");
        int end = Math.min(text.length(), most);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        text.substring(0, end).codePoints().forEach(point -> append(shown, point));
        return shown.append(end < text.length() ? "\"..." : "\"").toString();
    }

    private static void append(StringBuilder shown, int point) {
        switch (point) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                if (isVisible(point)) {
                    shown.appendCodePoint(point);
                } else {
                    shown.append(String.format("\\u%04x", point));
                }
            }
        }
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> point == ' ';
            default -> true;
        };
    }
}
