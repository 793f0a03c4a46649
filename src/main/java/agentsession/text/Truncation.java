package agentsession.text;

/** Truncation of displayed text. */
public final class Truncation {
    private static final String ELLIPSIS = "…";

    private Truncation() {}

    /** The text, truncated to {@code maxLength} characters, of which the last is then an ellipsis. */
    public static String truncate(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int end = maxLength - ELLIPSIS.length();
        boolean splitsPair = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, splitsPair ? end - 1 : end) + ELLIPSIS;
    }
}
