package agentsession.config;

/** Text from outside: what it may hold, and how a message shows it. */
final class Texts {
    private static final int LONGEST_SHOWN = 60;

    private Texts() {}

    /** Whether a text can stand in a header or a request: no control characters, no half of a surrogate pair. */
    static boolean isPlain(String text) {
        return text.codePoints().noneMatch(Texts::isOdd);
    }

    /** The text in quotes, short and on one line. For texts that cannot be secret. */
    static String quoted(String text) {
        StringBuilder shown = new StringBuilder("'");
        text.codePoints().limit(LONGEST_SHOWN).forEach(c -> shown.appendCodePoint(isOdd(c) ? '?' : c));
        if (text.codePointCount(0, text.length()) > LONGEST_SHOWN) {
            shown.append("...");
        }
        return shown.append('\'').toString();
    }

    private static boolean isOdd(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.SURROGATE
                || Character.getType(codePoint) == Character.LINE_SEPARATOR
                || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR;
    }
}
