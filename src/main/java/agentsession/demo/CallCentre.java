package agentsession.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The generated call centre: its agents and all their sessions of the last 90 days. */
final class CallCentre {
    private static final int DAYS = 90;

    private final long seed;
    private final long now;
    private final List<Agent> agents;
    private final Schedule schedule;

    /** @param sessions the number of sessions; 0 for that of the agents' shifts */
    CallCentre(long seed, Instant now, long sessions) {
        this.seed = seed;
        this.now = now.getEpochSecond();
        agents = Roster.agents(seed);
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

    SimulatedSession session(LoginPeriod period) {
        return SimulatedSession.of(period, agents.get(period.agent()), seed, now);
    }
}
