package agentsession.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what someone may have meant. */
public final class Nearest {
    private static final int SHORTEST_PART = 4;
    private static final int LONGEST = 64;

    private Nearest() {}

    /** The candidates nearest to a text, nearest first, at most {@code limit}; none that is far off, or far behind. */
    public static List<String> to(String text, Collection<String> candidates, int limit) {
        if (text.length() > LONGEST) {
            return List.of();
        }
        String wanted = text.toLowerCase(Locale.ROOT);
        int farthest = Math.max(1, wanted.length() / 3);
        List<Guess> guesses = candidates.stream()
                .map(candidate -> new Guess(candidate, distance(wanted, candidate.toLowerCase(Locale.ROOT))))
                .filter(guess -> guess.distance() <= farthest)
                .sorted(Comparator.comparingInt(Guess::distance).thenComparing(Guess::name))
                .toList();
        return guesses.stream()
                .filter(guess -> guess.distance() <= guesses.get(0).distance() + 1)
                .limit(limit)
                .map(Guess::name)
                .toList();
    }

    /** Levenshtein's distance, except that a long enough part of the other is as near as one slip of the pen. */
    private static int distance(String a, String b) {
        int edits = edits(a, b);
        boolean part = Math.min(a.length(), b.length()) >= SHORTEST_PART && (a.contains(b) || b.contains(a));
        return part ? Math.min(edits, 1) : edits;
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

    private record Guess(String name, int distance) {}
}
