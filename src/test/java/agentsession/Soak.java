package agentsession;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The size of long tests: a sample by default, all cases in profile {@code soak}, which sets the system property
 * {@code soak}.
 */
public final class Soak {
    private static final boolean ON = Boolean.getBoolean("soak");

    private Soak() {}

    /** Returns the number for the current profile. */
    public static int size(int ordinary, int soak) {
        return ON ? soak : ordinary;
    }

    /** Every n-th element; in profile {@code soak} all of them. */
    public static <T> List<T> oneIn(int step, List<T> all) {
        return ON
                ? all
                : IntStream.iterate(0, i -> i < all.size(), i -> i + step)
                        .mapToObj(all::get)
                        .toList();
    }
}
