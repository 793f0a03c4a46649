package agentsession.query.function;

import agentsession.concurrent.CurrentToken;

/**
 * A string to be matched by a regular expression, which stops when the query is cancelled: matching may take longer than
 * any query, and the JDK does not stop it otherwise.
 */
final class CancellableString implements CharSequence {
    private static final int CHECKED_ONE_IN = 1 << 12;

    private final String string;
    private int reads;

    CancellableString(String string) {
        this.string = string;
    }

    @Override
    public char charAt(int index) {
        if (++reads % CHECKED_ONE_IN == 0) {
            CurrentToken.throwIfCancelled();
        }
        return string.charAt(index);
    }

    @Override
    public int length() {
        return string.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return string.substring(start, end);
    }

    @Override
    public String toString() {
        return string;
    }
}
