package agentsession.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A part of a query. */
interface Node {
    void write(SqlWriter out);

    /** Variants with parts omitted or simplified, the simplest first; not all are valid. */
    Stream<? extends Node> smaller();

    /** The list with one element replaced by each of its variants. */
    @SuppressWarnings("unchecked")
    static <T extends Node> Stream<List<T>> smallerElement(List<T> list) {
        return IntStream.range(0, list.size())
                .boxed()
                .flatMap(i -> list.get(i).smaller().map(element -> replaced(list, i, (T) element)));
    }

    /** The list without one of its elements. */
    static <T> Stream<List<T>> withoutElement(List<T> list) {
        return IntStream.range(0, list.size()).mapToObj(i -> {
            List<T> rest = new ArrayList<>(list);
            rest.remove(i);
            return List.copyOf(rest);
        });
    }

    /** The variants of a node by those of a part; none if the part is null. */
    @SuppressWarnings("unchecked")
    static <T extends Node, R> Stream<R> smallerPart(@Nullable T part, Function<T, R> whole) {
        return part == null ? Stream.of() : part.smaller().map(smaller -> whole.apply((T) smaller));
    }

    private static <T> List<T> replaced(List<T> list, int index, T element) {
        List<T> copy = new ArrayList<>(list);
        copy.set(index, element);
        return List.copyOf(copy);
    }
}
