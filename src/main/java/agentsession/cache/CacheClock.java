package agentsession.cache;

import java.time.Instant;

/** The time, for ages and for the state that a report shows. */
interface CacheClock {
    /** The clocks of the JVM. */
    CacheClock SYSTEM = new CacheClock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }
    };

    /** A time that never goes back, in nanoseconds. */
    long nanos();

    Instant now();
}
