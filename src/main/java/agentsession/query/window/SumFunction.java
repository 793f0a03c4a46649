package agentsession.query.window;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The sum of exact numbers, computed as a difference of prefix sums. */
final class SumFunction implements WindowFunction {
    private final NonNullRows nonNull;
    private final boolean zeroIfNone;
    private final @Nullable BigDecimal[] decimals;
    private final long[] integers;
    private final boolean isDecimal;

    /** @param zeroIfNone whether the sum of no rows is 0 instead of NULL */
    SumFunction(Partition partition, int column, boolean isDecimal, boolean zeroIfNone, NonNullRows nonNull) {
        this.nonNull = nonNull;
        this.zeroIfNone = zeroIfNone;
        this.isDecimal = isDecimal;
        int sums = partition.size() + 1;
        decimals = new BigDecimal[isDecimal ? sums : 0];
        integers = new long[isDecimal ? 0 : sums];
        BigDecimal decimal = BigDecimal.ZERO;
        if (isDecimal) {
            decimals[0] = decimal;
        }
        for (int row = 0; row < partition.size(); row++) {
            partition.check();
            Object value = partition.value(row, column);
            if (isDecimal) {
                decimal = value == null ? decimal : decimal.add((BigDecimal) value);
                decimals[row + 1] = decimal;
            } else {
                integers[row + 1] =
                        value == null ? integers[row] : Math.addExact(integers[row], ((Number) value).longValue());
            }
        }
    }

    @Override
    public @Nullable Object at(int row, FrameCursor frame) {
        if (!zeroIfNone && nonNull.count(frame) == 0) {
            return null;
        }
        return isDecimal ? decimal(frame) : integer(frame);
    }

    private Object integer(FrameCursor frame) {
        long sum = 0;
        for (int range = 0; range < frame.ranges(); range++) {
            sum += integers[frame.to(range)] - integers[frame.from(range)];
        }
        return sum;
    }

    @SuppressWarnings("NullAway") // all sums have been computed
    private Object decimal(FrameCursor frame) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int range = 0; range < frame.ranges(); range++) {
            BigDecimal end = decimals[frame.to(range)];
            int from = frame.from(range);
            BigDecimal difference = from == 0 ? end : end.subtract(decimals[from]);
            sum = range == 0 ? difference : sum.add(difference);
        }
        return sum;
    }
}
