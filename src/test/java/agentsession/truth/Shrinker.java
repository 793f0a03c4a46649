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
     * @param time how long to try
     */
    static Query shrink(Query query, Predicate<Query> test, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Query smallest = query;
        boolean found = true;
        while (found) {
            found = false;
            // What was in vain before is so most often again: go on from there, and look at it once more at the end.
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
