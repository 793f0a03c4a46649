package agentsession.demo;

import java.util.SplittableRandom;

/** Reproducible random generators, one for each generated object. */
final class RandomSeeds {
    private RandomSeeds() {}

    /** The generator for the object {@code key} of the data with this seed. */
    static SplittableRandom random(long seed, long key) {
        // Without mixing, consecutive keys would generate overlapping sequences.
        return new SplittableRandom(mix(mix(seed) ^ key));
    }

    /** The finalizer of MurmurHash3, a bijection. */
    private static long mix(long value) {
        long bits = value + 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 33)) * 0xFF51AFD7ED558CCDL;
        bits = (bits ^ (bits >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return bits ^ (bits >>> 33);
    }
}
