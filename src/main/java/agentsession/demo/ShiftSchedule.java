package agentsession.demo;

import static agentsession.demo.CallCentreClock.HOUR;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** The login periods of the agents' shifts, with one to three sessions each on most days, stored in a list. */
final class ShiftSchedule implements Schedule {
    private static final int AGENT_DAYS_PER_DAY = 1_000;
    private static final int PERIODS_PER_AGENT_DAY = 4;

    private final List<LoginPeriod> periods;

    /** Log-in times are from {@code first} to {@code now}, inclusive, in seconds since the epoch. */
    ShiftSchedule(long seed, List<Agent> agents, long first, long now) {
        List<LoginPeriod> generated = new ArrayList<>();
        for (long day = CallCentreClock.day(first) - 1; day <= CallCentreClock.day(now); day++) {
            for (Agent agent : agents) {
                long agentDay = day * AGENT_DAYS_PER_DAY + agent.index();
                addDay(agent, day, agentDay, RandomSeeds.random(seed, agentDay), generated);
            }
        }
        periods = generated.stream()
                .filter(period -> period.login() >= first && period.login() <= now)
                .sorted(Comparator.comparingLong(LoginPeriod::login).thenComparingLong(LoginPeriod::id))
                .toList();
    }

    private static void addDay(
            Agent agent, long day, long agentDay, SplittableRandom random, List<LoginPeriod> periods) {
        if (random.nextInt(100) >= agent.team().workingPercent(CallCentreClock.isWeekend(day))) {
            return;
        }
        int late = random.nextInt(100) < 8 ? random.nextInt(600, HOUR) : random.nextInt(-600, 420);
        long login = CallCentreClock.startOf(day) + agent.shiftHour() * (long) HOUR + late;
        int length = random.nextInt(8 * HOUR - 1_800, 9 * HOUR);
        int parts = parts(random.nextInt(100));
        if (parts == 1 && random.nextInt(100) == 0) {
            // The agent forgot to log out.
            length = random.nextInt(LoginPeriod.MAX_LENGTH - 6 * HOUR, LoginPeriod.MAX_LENGTH);
        }
        long id = LoginPeriod.FIRST_ID + agentDay * PERIODS_PER_AGENT_DAY;
        for (int part = 0; part < parts; part++) {
            long logout = login + length / parts + random.nextInt(-240, 240);
            periods.add(new LoginPeriod(id + part, agent.index(), login, logout));
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
        return periods.size();
    }

    @Override
    public LoginPeriod period(long number) {
        return periods.get(Math.toIntExact(number));
    }
}
