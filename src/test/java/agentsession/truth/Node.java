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

    /** The same with something left out or replaced by something simpler, the simplest first; not all are valid. */
    Stream<? extends Node> smaller();

    /** The list with each one of its elements replaced by each of the smaller ones. */
    @SuppressWarnings("unchecked")
    static <T extends Node> Stream<List<T>> smallerElement(List<T> list) {
        return IntStream.range(0, list.size())
                .boxed()
                .flatMap(i -> list.get(i).smaller().map(element -> replaced(list, i, (T) element)));
    }

    /** The list without each one of its elements. */
    static <T> Stream<List<T>> withoutElement(List<T> list) {
        return IntStream.range(0, list.size()).mapToObj(i -> {
            List<T> rest = new ArrayList<>(list);
            rest.remove(i);
            return List.copyOf(rest);
        });
    }

    /** What becomes of a whole by its part's becoming smaller, or nothing where there is no such part. */
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
