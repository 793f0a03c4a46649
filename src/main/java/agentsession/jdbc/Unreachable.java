package agentsession.jdbc;

import java.lang.ref.Cleaner;
import java.lang.ref.Cleaner.Cleanable;

/** Releases what belongs to JDBC objects that an application drops without closing them. */
final class Unreachable {
    private static final Cleaner CLEANER = Cleaner.create();

    private Unreachable() {}

    /**
     * Runs an action once: when the owner is no longer reachable, or before that by {@link Cleanable#clean}.
     *
     * @param release must not refer to the owner
     */
    static Cleanable release(Object owner, Runnable release) {
        return CLEANER.register(owner, release);
    }
}
