package agentsession.truth;

import java.util.stream.Stream;

/** A word or number in a form, written unchanged. */
record Raw(String text) implements Node {
    @Override
    public void write(SqlWriter out) {
        out.add(text);
    }

    @Override
    public Stream<Node> smaller() {
        return Stream.of();
    }
}
