package agentsession.truth;

import java.time.Duration;
import java.util.Iterator;
import java.util.function.Predicate;

/** Makes a query smaller for as long as it keeps its fault. */
final class Shrinker {
    private Shrinker() {}

    /**
     * A small query for which the test is true.
     *
     * @param query one for which it is true
     * @param tries how often to test
     * @param time how long to test
     */
    static Query shrink(Query query, Predicate<Query> test, int tries, Duration time) {
        Query smallest = query;
        int left = tries;
        long end = System.nanoTime() + time.toNanos();
        Iterator<Query> candidates = smallest.smaller().iterator();
        while (left > 0 && System.nanoTime() < end && candidates.hasNext()) {
            Query candidate = candidates.next();
            left--;
            if (test.test(candidate)) {
                smallest = candidate;
                candidates = smallest.smaller().iterator();
            }
        }
        return smallest;
    }
}
