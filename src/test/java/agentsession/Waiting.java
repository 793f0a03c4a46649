package agentsession;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Awaitility for tests on a busy machine: short intervals, and a limit that is reached only if the test fails. */
public final class Waiting {
    private Waiting() {}

    /** Polls every millisecond, in the thread of the test, for up to three minutes. */
    public static ConditionFactory await() {
        return Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofMinutes(3));
    }
}
