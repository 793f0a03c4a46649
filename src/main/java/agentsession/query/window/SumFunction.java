package agentsession.query.window;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The sum of exact numbers: the difference of two sums from the first row on, whichever the frame. */
final class SumFunction implements WindowFunction {
    private final NonNullRows counted;
    private final boolean zeroIfNone;
    private final @Nullable BigDecimal[] decimals;
    private final long[] integers;
    private final boolean isDecimal;

    /** @param zeroIfNone whether the sum of nothing is 0, and not NULL */
    SumFunction(Partition partition, int column, boolean isDecimal, boolean zeroIfNone, NonNullRows counted) {
        this.counted = counted;
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
        if (!zeroIfNone && counted.count(frame) == 0) {
            return null;
        }
        return isDecimal ? decimal(frame) : integer(frame);
    }

    private Object integer(FrameCursor frame) {
        long sum = 0;
        for (int piece = 0; piece < frame.pieces(); piece++) {
            sum += integers[frame.to(piece)] - integers[frame.from(piece)];
        }
        return sum;
    }

    @SuppressWarnings("NullAway") // the sums have all been worked out
    private Object decimal(FrameCursor frame) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int piece = 0; piece < frame.pieces(); piece++) {
            BigDecimal end = decimals[frame.to(piece)];
            int from = frame.from(piece);
            BigDecimal here = from == 0 ? end : end.subtract(decimals[from]);
            sum = piece == 0 ? here : sum.add(here);
        }
        return sum;
    }
}
