package agentsession.truth;

import agentsession.truth.Answer.Rows;
import agentsession.truth.Trial.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts the outcomes of queries, with examples. */
final class Tally {
    private final int maxShown;
    private final Consumer<String> listener;
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private final Map<String, Integer> kinds = new TreeMap<>();
    private final Map<String, List<String>> shown = new TreeMap<>();
    private int refusedWithParameters;
    private int comparedWithH2;

    /**
     * @param maxShown the maximum number of shown queries that differ; of each kind of error it is three
     * @param listener called for each shown query
     */
    Tally(int maxShown, Consumer<String> listener) {
        this.listener = listener;
        this.maxShown = maxShown;
    }

    /** Counts an outcome; returns whether to show it. */
    synchronized boolean add(Trial trial) {
        Verdict verdict = trial.verdict();
        refusedWithParameters += verdict == Verdict.REFUSED && trial.hasParameters() ? 1 : 0;
        verdicts.merge(verdict, 1, Integer::sum);
        if (trial.h2() instanceof Rows) {
            comparedWithH2++;
        }
        if (verdict == Verdict.SAME || verdict == Verdict.BOTH_FAILED) {
            return false;
        }
        boolean different =
                verdict == Verdict.DIFFERENT || verdict == Verdict.PUSH_DOWN || verdict == Verdict.UNLIKE_H2;
        return kinds.merge(verdict + " " + trial.kind(), 1, Integer::sum)
                <= (different ? maxShown : Math.min(maxShown, 3));
    }

    synchronized void show(int number, String kind, String report) {
        shown.computeIfAbsent(kind, k -> new ArrayList<>()).add("#" + number + "\n" + report);
        listener.accept("#" + number + " " + kind + "\n" + report);
    }

    synchronized int count(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0);
    }

    synchronized int total() {
        return verdicts.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized String summary() {
        return total() + " queries " + verdicts + " (" + refusedWithParameters + " of the refused have parameters), "
                + comparedWithH2 + " compared with H2";
    }

    /** All numbers, kinds and examples. */
    synchronized String report() {
        StringBuilder text = new StringBuilder(summary()).append("\n\n");
        kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .forEach(kind -> text.append(kind.getValue())
                        .append(" x ")
                        .append(kind.getKey())
                        .append('\n'));
        shown.forEach((kind, examples) -> {
            text.append("\n== ").append(kind).append('\n');
            examples.forEach(example -> text.append(example).append('\n'));
        });
        return text.toString();
    }
}
