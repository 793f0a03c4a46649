package agentsession.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The invented call centre: its people and all their sessions of the 90 days before now. */
final class CallCentre {
    private static final int DAYS = 90;

    private final long seed;
    private final long now;
    private final List<Agent> agents;
    private final Schedule schedule;

    /** @param sessions how many; 0 for the natural number */
    CallCentre(long seed, Instant now, long sessions) {
        this.seed = seed;
        this.now = now.getEpochSecond();
        agents = Roster.hire(seed);
        long first = now.minus(DAYS, ChronoUnit.DAYS).getEpochSecond();
        schedule = sessions == 0
                ? new ShiftSchedule(seed, agents, first, this.now)
                : new DenseSchedule(seed, agents.size(), sessions, first, DAYS * 24);
    }

    List<Agent> agents() {
        return agents;
    }

    Schedule schedule() {
        return schedule;
    }

    SimulatedSession session(LoginPeriod stint) {
        return SimulatedSession.of(stint, agents.get(stint.agent()), seed, now);
    }
}
