package agentsession.truth;

import java.util.List;
import java.util.stream.Stream;

/**
 * The window of a function.
 *
 * @param orderBy with their directions
 * @param frame empty for the default frame
 */
record Window(List<Expression> partitionBy, List<Expression> orderBy, String frame) implements Node {
    /** A named window of the WINDOW clause. */
    record Named(String name, Window window) implements Node {
        @Override
        public void write(SqlWriter out) {
            out.add(name).add(" AS ").add(window);
        }

        @Override
        public Stream<Named> smaller() {
            return window.smaller().map(smaller -> new Named(name, smaller));
        }
    }

    @Override
    public void write(SqlWriter out) {
        out.add("(");
        String before = "";
        if (!partitionBy.isEmpty()) {
            out.addAll("PARTITION BY ", partitionBy, ", ", "");
            before = " ";
        }
        if (!orderBy.isEmpty()) {
            out.addAll(before + "ORDER BY ", orderBy, ", ", "");
            before = " ";
        }
        out.add(frame.isEmpty() ? "" : before + frame).add(")");
    }

    @Override
    public Stream<Window> smaller() {
        Stream<Window> noFrame = frame.isEmpty() ? Stream.of() : Stream.of(new Window(partitionBy, orderBy, ""));
        return Stream.of(
                        Node.withoutElement(partitionBy).map(keys -> new Window(keys, orderBy, frame)),
                        noFrame,
                        Node.withoutElement(orderBy).map(keys -> new Window(partitionBy, keys, frame)),
                        Node.smallerElement(partitionBy).map(keys -> new Window(keys, orderBy, frame)),
                        Node.smallerElement(orderBy).map(keys -> new Window(partitionBy, keys, frame)))
                .flatMap(s -> s);
    }
}
