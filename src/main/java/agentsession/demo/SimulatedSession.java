package agentsession.demo;

import static agentsession.demo.CallCentreClock.HOUR;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One row of the report.
 *
 * @param loggedIn the seconds from log-in to log-out or now
 * @param ended false while the agent is logged in
 */
record SimulatedSession(
        LoginPeriod period,
        Agent agent,
        int loggedIn,
        boolean ended,
        @Nullable String dialGroup,
        CallCounts calls,
        TimeTotals times) {

    /** Generates the session of a login period up to now; deterministic. */
    static SimulatedSession of(LoginPeriod period, Agent agent, long seed, long now) {
        SplittableRandom random = RandomSeeds.random(~seed, period.id());
        boolean ended = period.logout() <= now;
        int loggedIn = (int) ((ended ? period.logout() : now) - period.login());
        if (random.nextInt(100) < 4) {
            return new SimulatedSession(period, agent, loggedIn, ended, null, CallCounts.NONE, TimeTotals.NONE);
        }
        String dialGroup = random.nextInt(100) < 3 ? null : agent.team().dialGroup(random);

        // An agent who forgets to log out is away after nine hours.
        int present = Math.min(loggedIn, 9 * HOUR);
        int lunch = present > 5 * HOUR ? random.nextInt(1_500, 3_600) : 0;
        int pause = present / (2 * HOUR) * random.nextInt(300, 900);
        int training = present > 2 * HOUR && random.nextInt(100) < 8 ? random.nextInt(900, 3_600) : 0;
        int unplannedAway = (present - lunch - pause - training) / 100 * random.nextInt(6);
        int onQueue = present - lunch - pause - training - unplannedAway;

        int talkEach = random.nextInt(120, 420);
        int workEach = random.nextInt(10, 90);
        int ringEach = random.nextInt(3, 9);
        int accepted = onQueue / 100 * random.nextInt(45, 88) / (talkEach + workEach + ringEach);
        int missed = random.nextInt(100) < 30 ? random.nextInt(1 + accepted / 12) : 0;
        CallCounts calls = new CallCounts(
                accepted + missed + random.nextInt(1 + accepted / 20),
                accepted,
                random.nextInt(100) < 15 ? random.nextInt(12) : 0,
                missed,
                random.nextInt(1 + accepted / 8),
                random.nextInt(1 + accepted / 4),
                random.nextInt(25) == 0 ? random.nextInt(1, 4) : 0);

        int talk = accepted * talkEach + random.nextInt(1 + accepted);
        int work = accepted * workEach;
        int pendingDisp = accepted * random.nextInt(8);
        int ring = accepted * ringEach;
        int rang = missed * 20;
        int available = onQueue - talk - work - pendingDisp - ring - rang;
        TimeTotals times = new TimeTotals(
                talk,
                calls.placedOnHold() * random.nextInt(8, 60),
                work,
                pendingDisp,
                ring,
                rang,
                available,
                onQueue - rang - available / 100 * random.nextInt(50),
                pause,
                loggedIn - present + unplannedAway,
                lunch,
                training);
        return new SimulatedSession(period, agent, loggedIn, ended, dialGroup, calls, times);
    }
}
