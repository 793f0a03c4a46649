package agentsession.bench;

import org.jspecify.annotations.Nullable;

/** Takes values, so that the JVM cannot leave out reading them. */
final class Kept {
    private static @Nullable Object last;
    private static long sum;

    private Kept() {}

    static void keep(@Nullable Object value) {
        last = value;
    }

    static void keep(long value) {
        sum += value;
    }

    /** Reads what was kept. */
    static boolean isEmpty() {
        return last == null && sum == 0;
    }
}
