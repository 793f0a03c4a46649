package agentsession.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds names similar to an unknown one, for suggestions in messages. */
public final class ClosestNames {
    private static final int MIN_SUBSTRING_LENGTH = 4;
    private static final int MAX_LENGTH = 64;

    private ClosestNames() {}

    /** Returns at most {@code limit} similar candidates, closest first. */
    public static List<String> to(String name, Collection<String> candidates, int limit) {
        if (name.length() > MAX_LENGTH) {
            return List.of();
        }
        String unknown = name.toLowerCase(Locale.ROOT);
        int maxDistance = Math.max(1, unknown.length() / 3);
        List<Candidate> similar = candidates.stream()
                .map(candidate -> Candidate.of(unknown, candidate))
                .filter(candidate -> candidate.distance() <= maxDistance)
                .sorted(Comparator.comparingInt(Candidate::distance)
                        .thenComparingInt(Candidate::edits)
                        .thenComparing(Candidate::name))
                .toList();
        return similar.stream()
                .filter(candidate -> candidate.distance() <= similar.get(0).distance() + 1)
                .limit(limit)
                .map(Candidate::name)
                .toList();
    }

    private static int levenshtein(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(previous[j], row[j - 1]));
            }
            previous = row;
        }
        return previous[b.length()];
    }

    /**
     * A candidate and its distance from the unknown name.
     *
     * @param distance the Levenshtein distance, but at most 1 if one name contains the other
     * @param edits the Levenshtein distance
     */
    private record Candidate(String name, int distance, int edits) {
        static Candidate of(String unknown, String name) {
            String other = name.toLowerCase(Locale.ROOT);
            int edits = levenshtein(unknown, other);
            boolean contained = Math.min(unknown.length(), other.length()) >= MIN_SUBSTRING_LENGTH
                    && (unknown.contains(other) || other.contains(unknown));
            return new Candidate(name, contained ? Math.min(edits, 1) : edits, edits);
        }
    }
}
