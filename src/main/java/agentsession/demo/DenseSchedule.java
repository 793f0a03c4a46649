package agentsession.demo;

import static agentsession.demo.CallCentreClock.HOUR;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Any number of login periods, each generated from its number when needed, so that none are stored.
 *
 * <p>Log-ins follow the load of a call centre: each hour has a weight, and the log-in time of the n-th period is that at
 * which the cumulative weight reaches n/size. The periods of an agent may overlap.
 */
final class DenseSchedule implements Schedule {
    private static final int[] WEIGHT_BY_HOUR = {
        5, 3, 2, 2, 3, 10, 40, 55, 60, 45, 30, 25, 25, 30, 35, 25, 18, 14, 10, 8, 7, 7, 12, 8
    };

    private final long seed;
    private final int agents;
    private final long size;
    private final long first;
    private final double[] cumulativeWeights;

    /** @param first the start of the schedule, in seconds since the epoch */
    DenseSchedule(long seed, int agents, long size, long first, int hours) {
        this.seed = seed;
        this.agents = agents;
        this.size = size;
        this.first = first;
        cumulativeWeights = weights(first, hours);
    }

    private static double[] weights(long first, int hours) {
        double[] before = new double[hours + 1];
        for (int hour = 0; hour < hours; hour++) {
            long second = first + hour * (long) HOUR;
            double weight = WEIGHT_BY_HOUR[CallCentreClock.hourOfDay(second)];
            before[hour + 1] =
                    before[hour] + (CallCentreClock.isWeekend(CallCentreClock.day(second)) ? 0.35 : 1) * weight;
        }
        return before;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public LoginPeriod period(long number) {
        SplittableRandom random = RandomSeeds.random(seed, number);
        long login = second((number + random.nextDouble()) / size);
        int length = random.nextInt(200) == 0
                ? random.nextInt(LoginPeriod.MAX_LENGTH - 6 * HOUR, LoginPeriod.MAX_LENGTH)
                : random.nextInt(120, 9 * HOUR);
        return new LoginPeriod(LoginPeriod.FIRST_ID + number, random.nextInt(agents), login, login + length);
    }

    /** The second at which the cumulative weight reaches a fraction of the total. */
    private long second(double fraction) {
        double weight = fraction * cumulativeWeights[cumulativeWeights.length - 1];
        int found = Arrays.binarySearch(cumulativeWeights, weight);
        int hour = Math.min(found < 0 ? -found - 2 : found, cumulativeWeights.length - 2);
        double within = (weight - cumulativeWeights[hour]) / (cumulativeWeights[hour + 1] - cumulativeWeights[hour]);
        return first + hour * (long) HOUR + Math.min(HOUR - 1, (long) (within * HOUR));
    }
}
