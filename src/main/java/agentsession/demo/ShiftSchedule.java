package agentsession.demo;

import static agentsession.demo.CallCentreClock.HOUR;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** The natural size: every agent works shifts, one to three sessions each, on most days. Small enough to be held. */
final class ShiftSchedule implements Schedule {
    private static final int AGENT_DAYS_PER_DAY = 1_000;
    private static final int STINTS_PER_AGENT_DAY = 4;

    private final List<LoginPeriod> stints;

    /** Log-ins lie in {@code first}..{@code now}, both in seconds from the epoch, both included. */
    ShiftSchedule(long seed, List<Agent> agents, long first, long now) {
        List<LoginPeriod> drawn = new ArrayList<>();
        for (long day = CallCentreClock.day(first) - 1; day <= CallCentreClock.day(now); day++) {
            for (Agent agent : agents) {
                long agentDay = day * AGENT_DAYS_PER_DAY + agent.index();
                addDay(agent, day, agentDay, RandomSeeds.random(seed, agentDay), drawn);
            }
        }
        stints = drawn.stream()
                .filter(stint -> stint.login() >= first && stint.login() <= now)
                .sorted(Comparator.comparingLong(LoginPeriod::login).thenComparingLong(LoginPeriod::id))
                .toList();
    }

    private static void addDay(
            Agent agent, long day, long agentDay, SplittableRandom random, List<LoginPeriod> stints) {
        if (random.nextInt(100) >= agent.team().workingPercent(CallCentreClock.isWeekend(day))) {
            return;
        }
        int late = random.nextInt(100) < 8 ? random.nextInt(600, HOUR) : random.nextInt(-600, 420);
        long login = CallCentreClock.startOf(day) + agent.shiftHour() * (long) HOUR + late;
        int length = random.nextInt(8 * HOUR - 1_800, 9 * HOUR);
        int parts = parts(random.nextInt(100));
        if (parts == 1 && random.nextInt(100) == 0) {
            // Forgot to log out.
            length = random.nextInt(LoginPeriod.LONGEST - 6 * HOUR, LoginPeriod.LONGEST);
        }
        long id = LoginPeriod.FIRST_ID + agentDay * STINTS_PER_AGENT_DAY;
        for (int part = 0; part < parts; part++) {
            long logout = login + length / parts + random.nextInt(-240, 240);
            stints.add(new LoginPeriod(id + part, agent.index(), login, logout));
            login = logout + random.nextInt(30, 1_800);
        }
    }

    private static int parts(int percentile) {
        if (percentile < 55) {
            return 1;
        }
        return percentile < 85 ? 2 : 3;
    }

    @Override
    public long size() {
        return stints.size();
    }

    @Override
    public LoginPeriod stint(long number) {
        return stints.get(Math.toIntExact(number));
    }
}
