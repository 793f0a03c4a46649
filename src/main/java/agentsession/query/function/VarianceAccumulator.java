package agentsession.query.function;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Accumulates pairs of numbers for variances, deviations and covariances; public for the code that Calcite generates.
 * Calcite computes them from rounded sums, whose errors may exceed the variance of large numbers.
 */
public abstract class VarianceAccumulator {
    long count;

    /** Creates an accumulator for integers and decimals, without rounding. */
    public static VarianceAccumulator exact() {
        return new Exact();
    }

    /** Creates an accumulator for floating-point numbers. */
    public static VarianceAccumulator approximate() {
        return new Approximate();
    }

    /** Adds a pair; neither number is NULL. */
    public abstract void add(Object x, Object y);

    /** Divides the sum of the products of the deviations from the means, and rounds to the scale if exact. */
    abstract Object quotient(long divisor, int scale, boolean root);

    /** REGR_SXX and REGR_SYY. */
    public Object sum(int scale) {
        return quotient(1, scale, false);
    }

    /** VAR_POP and COVAR_POP. */
    public Object populationVariance(int scale) {
        return quotient(count, scale, false);
    }

    /** VAR_SAMP and COVAR_SAMP: NULL for a single pair. */
    public @Nullable Object sampleVariance(int scale) {
        return count == 1 ? null : quotient(count - 1, scale, false);
    }

    /** STDDEV_POP. */
    public Object populationDeviation(int scale) {
        return quotient(count, scale, true);
    }

    /** STDDEV_SAMP: NULL for a single value. */
    public @Nullable Object sampleDeviation(int scale) {
        return count == 1 ? null : quotient(count - 1, scale, true);
    }

    private static final class Exact extends VarianceAccumulator {
        private BigDecimal sumX = BigDecimal.ZERO;
        private BigDecimal sumY = BigDecimal.ZERO;
        private BigDecimal sumXY = BigDecimal.ZERO;

        @Override
        public void add(Object x, Object y) {
            BigDecimal exactX = exact(x);
            BigDecimal exactY = exact(y);
            count++;
            sumX = sumX.add(exactX);
            sumY = sumY.add(exactY);
            sumXY = sumXY.add(exactX.multiply(exactY));
        }

        private static BigDecimal exact(Object number) {
            return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(((Number) number).longValue());
        }

        @Override
        Object quotient(long divisor, int scale, boolean root) {
            BigDecimal n = BigDecimal.valueOf(count);
            BigDecimal dividend = n.multiply(sumXY).subtract(sumX.multiply(sumY));
            BigDecimal whole = n.multiply(BigDecimal.valueOf(divisor));
            return root
                    ? dividend.divide(whole, 2 * scale + 2, RoundingMode.HALF_UP)
                            .sqrt(MathContext.DECIMAL128)
                            .setScale(scale, RoundingMode.HALF_UP)
                    : dividend.divide(whole, scale, RoundingMode.HALF_UP);
        }
    }

    /** Uses Welford's algorithm, which does not subtract large sums from one another. */
    private static final class Approximate extends VarianceAccumulator {
        private double meanX;
        private double meanY;
        private double products;

        @Override
        public void add(Object x, Object y) {
            double deviation = ((Number) x).doubleValue() - meanX;
            count++;
            meanX += deviation / count;
            meanY += (((Number) y).doubleValue() - meanY) / count;
            products += deviation * (((Number) y).doubleValue() - meanY);
        }

        @Override
        Object quotient(long divisor, int scale, boolean root) {
            double quotient = products / divisor;
            return root ? Math.sqrt(quotient) : quotient;
        }
    }
}
