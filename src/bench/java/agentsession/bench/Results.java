package agentsession.bench;

import agentsession.bench.ChildJvm.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * What was measured of several subjects.
 *
 * @param <S> the subjects
 * @param <R> their results
 */
final class Results<S, R> {
    /** One measurement. */
    interface Measurement<S> {
        Output of(S subject) throws IOException, InterruptedException;
    }

    private final Map<S, R> results = new LinkedHashMap<>();

    private Results() {}

    /**
     * Measures in turn, several rounds, so that a change of the machine's speed meets all alike.
     *
     * @param summary the result of the measurements of a subject
     */
    static <S, R> Results<S, R> measure(
            int rounds, List<S> subjects, Measurement<S> measurement, Function<List<Output>, R> summary)
            throws IOException, InterruptedException {
        List<List<Output>> outputs = subjects.stream()
                .<List<Output>>map(subject -> new ArrayList<>())
                .toList();
        for (int round = 1; round <= rounds; round++) {
            for (int i = 0; i < subjects.size(); i++) {
                Output output = measurement.of(subjects.get(i));
                System.err.println("round " + round + ": " + subjects.get(i) + ": " + output);
                outputs.get(i).add(output);
            }
        }
        Results<S, R> results = new Results<>();
        for (int i = 0; i < subjects.size(); i++) {
            results.results.put(subjects.get(i), summary.apply(outputs.get(i)));
        }
        return results;
    }

    R of(S subject) {
        R result = results.get(subject);
        if (result == null) {
            throw new IllegalArgumentException(subject + " was not measured");
        }
        return result;
    }

    void forEach(BiConsumer<S, R> action) {
        results.forEach(action);
    }
}
