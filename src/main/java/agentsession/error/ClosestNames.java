package agentsession.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what someone may have meant. */
public final class ClosestNames {
    private static final int SHORTEST_PART = 4;
    private static final int LONGEST = 64;

    private ClosestNames() {}

    /** The candidates nearest to a text, nearest first, at most {@code limit}; none that is far off, or far behind. */
    public static List<String> to(String text, Collection<String> candidates, int limit) {
        if (text.length() > LONGEST) {
            return List.of();
        }
        String wanted = text.toLowerCase(Locale.ROOT);
        int farthest = Math.max(1, wanted.length() / 3);
        List<Guess> guesses = candidates.stream()
                .map(candidate -> Guess.of(wanted, candidate))
                .filter(guess -> guess.distance() <= farthest)
                .sorted(Comparator.comparingInt(Guess::distance)
                        .thenComparingInt(Guess::edits)
                        .thenComparing(Guess::name))
                .toList();
        return guesses.stream()
                .filter(guess -> guess.distance() <= guesses.get(0).distance() + 1)
                .limit(limit)
                .map(Guess::name)
                .toList();
    }

    private static int edits(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }

    /**
     * A candidate and how far off it is.
     *
     * @param distance that of Levenshtein, except that a long enough part of the other is as near as one slip of the pen
     * @param edits that of Levenshtein
     */
    private record Guess(String name, int distance, int edits) {
        static Guess of(String wanted, String candidate) {
            String other = candidate.toLowerCase(Locale.ROOT);
            int edits = ClosestNames.edits(wanted, other);
            boolean part = Math.min(wanted.length(), other.length()) >= SHORTEST_PART
                    && (wanted.contains(other) || other.contains(wanted));
            return new Guess(candidate, part ? Math.min(edits, 1) : edits, edits);
        }
    }
}
