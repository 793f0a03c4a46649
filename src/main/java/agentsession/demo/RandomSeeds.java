package agentsession.demo;

import java.util.SplittableRandom;

/** Random numbers that depend on what they are for and on nothing else. */
final class RandomSeeds {
    private RandomSeeds() {}

    /** A source for the thing numbered {@code key} in the world numbered {@code seed}. */
    static SplittableRandom random(long seed, long key) {
        // Neighbouring keys would give overlapping sequences unless they are scattered first.
        return new SplittableRandom(scatter(scatter(seed) ^ key));
    }

    /** The finalizer of MurmurHash3, a bijection. */
    private static long scatter(long value) {
        long bits = value + 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
        bits = (bits ^ (bits >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return bits ^ (bits >>> 33);
    }
}
