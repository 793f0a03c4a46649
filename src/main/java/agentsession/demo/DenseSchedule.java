package agentsession.demo;

import static agentsession.demo.CallCentreClock.HOUR;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Any number of stints over the window, each made from its number alone, so that none need be held.
 *
 * <p>Log-ins follow the load of a call centre: the window is cut into hours of unequal weight, and the n-th stint lies
 * where n-th of size of the weight is used up. An agent may be logged in many times at once.
 */
final class DenseSchedule implements Schedule {
    private static final int[] WEIGHT_BY_HOUR = {
        5, 3, 2, 2, 3, 10, 40, 55, 60, 45, 30, 25, 25, 30, 35, 25, 18, 14, 10, 8, 7, 7, 12, 8
    };

    private final long seed;
    private final int agents;
    private final long size;
    private final long first;
    private final double[] weightBefore;

    /** @param first the second of the epoch at which the window of so many hours begins */
    DenseSchedule(long seed, int agents, long size, long first, int hours) {
        this.seed = seed;
        this.agents = agents;
        this.size = size;
        this.first = first;
        weightBefore = weights(first, hours);
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
    public LoginPeriod stint(long number) {
        SplittableRandom random = RandomSeeds.random(seed, number);
        long login = second((number + random.nextDouble()) / size);
        int length = random.nextInt(200) == 0
                ? random.nextInt(LoginPeriod.LONGEST - 6 * HOUR, LoginPeriod.LONGEST)
                : random.nextInt(120, 9 * HOUR);
        return new LoginPeriod(LoginPeriod.FIRST_ID + number, random.nextInt(agents), login, login + length);
    }

    /** The second by which that part of all log-ins has happened. */
    private long second(double part) {
        double weight = part * weightBefore[weightBefore.length - 1];
        int found = Arrays.binarySearch(weightBefore, weight);
        int hour = Math.min(found < 0 ? -found - 2 : found, weightBefore.length - 2);
        double within = (weight - weightBefore[hour]) / (weightBefore[hour + 1] - weightBefore[hour]);
        return first + hour * (long) HOUR + Math.min(HOUR - 1, (long) (within * HOUR));
    }
}
