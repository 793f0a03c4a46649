package agentsession.truth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A seeded random generator. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    /** True with probability 1 / n. */
    boolean oneIn(int cases) {
        return random.nextInt(cases) == 0;
    }

    /** A number from first to last, inclusive. */
    int between(int first, int last) {
        return first + random.nextInt(last - first + 1);
    }

    <T> T of(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @SafeVarargs
    final <T> T of(T... list) {
        return list[random.nextInt(list.length)];
    }

    /** Up to n elements of the list, in random order. */
    <T> List<T> some(int count, List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.shuffle(copy, random);
        return List.copyOf(copy.subList(0, Math.min(count, copy.size())));
    }
}
