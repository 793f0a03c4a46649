package agentsession.config;

import agentsession.text.Truncation;

/** Validation of input strings, and their display in messages. */
final class InputText {
    private static final int MAX_DISPLAYED = 60;

    private InputText() {}

    /** Whether a string is valid in a header or a request: no control characters, no unpaired surrogate. */
    static boolean isPlain(String text) {
        return text.codePoints().noneMatch(InputText::isUnprintable);
    }

    /** Quotes a string that is not secret: truncated, and on one line. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("'");
        Truncation.truncate(text, MAX_DISPLAYED)
                .codePoints()
                .forEach(c -> quoted.appendCodePoint(isUnprintable(c) ? '?' : c));
        return quoted.append('\'').toString();
    }

    private static boolean isUnprintable(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE
                || Character.getType(codePoint) == Character.LINE_SEPARATOR
                || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR;
    }
}
