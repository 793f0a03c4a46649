package agentsession.truth;

/** Generates unique names. */
final class Names {
    private int last;

    String next(String prefix) {
        last++;
        return prefix + last;
    }
}
