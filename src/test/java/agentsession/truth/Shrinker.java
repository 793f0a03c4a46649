package agentsession.truth;

import java.time.Duration;
import java.util.Iterator;
import java.util.function.Predicate;

/** Simplifies a query as long as it still fails. */
final class Shrinker {
    private Shrinker() {}

    /**
     * Returns a simple query for which the test is true.
     *
     * @param query one for which it is true
     * @param time maximum duration
     */
    static Query shrink(Query query, Predicate<Query> test, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Query smallest = query;
        boolean found = true;
        while (found) {
            found = false;
            // Variants that failed before mostly fail again: continue after them, and try them again at the end.
            int place = 0;
            Iterator<Query> candidates = smallest.smaller().iterator();
            while (candidates.hasNext() && System.nanoTime() < end) {
                Query candidate = candidates.next();
                if (test.test(candidate)) {
                    smallest = candidate;
                    found = true;
                    candidates = smallest.smaller().skip(place).iterator();
                } else {
                    place++;
                }
            }
        }
        return smallest;
    }
}
