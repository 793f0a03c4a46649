package agentsession;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The size of tests that could run for long: a sample in the ordinary build, all of it in profile {@code soak}, which sets
 * the system property {@code soak}.
 */
public final class Soak {
    private static final boolean ON = Boolean.getBoolean("soak");

    private Soak() {}

    /** The number that applies. */
    public static int size(int ordinary, int soak) {
        return ON ? soak : ordinary;
    }

    /** The first of so many elements, the first of the next so many, and so on; in profile {@code soak} all of them. */
    public static <T> List<T> oneIn(int step, List<T> all) {
        return ON
                ? all
                : IntStream.iterate(0, i -> i < all.size(), i -> i + step)
                        .mapToObj(all::get)
                        .toList();
    }
}
