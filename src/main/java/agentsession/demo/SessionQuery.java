package agentsession.demo;

import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Iterates over the sessions that criteria select. It only stores a block of numbers. */
final class SessionQuery {
    private static final int BLOCK = 1_024;

    private final CallCentre centre;
    private final boolean[] agents;
    private final long earliestLogin;
    private final long earliestLogout;
    private final long end;
    private final boolean shuffled;

    private long next;
    private final long[] block = new long[BLOCK];
    private int blockSize;
    private int position;
    private long examined;

    SessionQuery(CallCentre centre, ParsedRequest request, boolean byOverlap, boolean shuffled) {
        this.centre = centre;
        agents = selectAgents(centre, request);
        long start = firstSecond(request);
        earliestLogin = byOverlap ? Long.MIN_VALUE : start;
        earliestLogout = byOverlap ? start : Long.MIN_VALUE;
        next = centre.schedule().firstFrom(byOverlap ? start - LoginPeriod.MAX_LENGTH : start);
        end = centre.schedule().firstFrom(lastSecond(request) + 1);
        this.shuffled = shuffled;
    }

    /** The next session, null at the end. */
    @Nullable
    SimulatedSession next() {
        while (position < blockSize || fillBlock()) {
            LoginPeriod period = centre.schedule().period(block[position++]);
            examined++;
            if (agents[period.agent()] && period.login() >= earliestLogin && period.logout() >= earliestLogout) {
                return centre.session(period);
            }
        }
        return null;
    }

    /** The number of sessions examined so far, selected or not. */
    long examined() {
        return examined;
    }

    private boolean fillBlock() {
        if (next >= end) {
            return false;
        }
        position = 0;
        blockSize = (int) Math.min(BLOCK, end - next);
        for (int i = 0; i < blockSize; i++) {
            block[i] = next + i;
        }
        if (shuffled) {
            shuffle(RandomSeeds.random(next, blockSize));
        }
        next += blockSize;
        return true;
    }

    private void shuffle(SplittableRandom random) {
        for (int i = blockSize - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long number = block[i];
            block[i] = block[other];
            block[other] = number;
        }
    }

    private static boolean[] selectAgents(CallCentre centre, ParsedRequest request) {
        boolean[] selected = new boolean[centre.agents().size()];
        for (Agent agent : centre.agents()) {
            selected[agent.index()] = admits(request.agentIds(), agent.id())
                    && admits(request.agentGroupIds(), agent.groupId())
                    && admitsTeam(request, agent.team().name());
        }
        return selected;
    }

    private static boolean admits(Collection<Integer> selected, int value) {
        return selected.isEmpty() || selected.contains(value);
    }

    private static boolean admitsTeam(ParsedRequest request, @Nullable String team) {
        return request.agentTeams().isEmpty()
                || (team != null && request.agentTeams().contains(team));
    }

    /** The start, rounded up to a second, which is the precision of log-in times. */
    private static long firstSecond(ParsedRequest request) {
        LocalDateTime start = request.start();
        if (start == null) {
            return 0;
        }
        ZonedDateTime instant = start.atZone(request.timeZone());
        return instant.toEpochSecond() + (instant.getNano() == 0 ? 0 : 1);
    }

    private static long lastSecond(ParsedRequest request) {
        LocalDateTime end = request.end();
        return end == null ? Integer.MAX_VALUE : end.atZone(request.timeZone()).toEpochSecond();
    }
}
