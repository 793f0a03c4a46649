package agentsession.truth;

/** Names that no one else has. */
final class Names {
    private int last;

    String next(String prefix) {
        last++;
        return prefix + last;
    }
}
