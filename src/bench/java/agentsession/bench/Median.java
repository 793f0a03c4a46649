package agentsession.bench;

import java.util.Collection;

/** The median of measurements: of an even number of them the upper one of the middle. */
final class Median {
    private Median() {}

    static double of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("There is no measurement.");
        }
        return sorted[sorted.length / 2];
    }
}
