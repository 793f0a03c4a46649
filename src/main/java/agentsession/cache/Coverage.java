package agentsession.cache;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Composes the rows of a range of log-in times from reports that are there and at most one more request. */
final class Coverage {
    /** A piece next to the request is requested too if it is that much shorter, so that reports do not fall to pieces. */
    private static final int MIN_SHARE = 8;

    private static final int MAX_SMALL_PIECES = 2;

    private Coverage() {}

    /**
     * A report that is there.
     *
     * @param all the log-in times whose sessions it has; at most one report of an answer is used for them; empty if none
     * @param part those of which there will be no further sessions, so that they go with any other report; empty if none
     */
    record Candidate<T>(T report, Optional<MinuteRange> all, Optional<MinuteRange> part) {}

    /**
     * A range of log-in times, and where its rows are from.
     *
     * @param report empty for a new request
     */
    record Piece<T>(Optional<T> report, MinuteRange minutes) {}

    /**
     * The pieces of a range, in the order of time.
     *
     * @param candidates the preferred first
     */
    static <T> List<Piece<T>> pieces(MinuteRange needed, List<Candidate<T>> candidates) {
        Optional<Piece<T>> whole = whole(needed, candidates);
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        Deque<Piece<T>> before = new ArrayDeque<>();
        long first = needed.first();
        for (Optional<Piece<T>> piece = from(first, needed, candidates);
                piece.isPresent();
                piece = from(first, needed, candidates)) {
            before.addLast(piece.get());
            first = piece.get().minutes.last() + 1;
        }
        if (first > needed.last()) {
            return List.copyOf(before);
        }
        Deque<Piece<T>> after = new ArrayDeque<>();
        long last = needed.last();
        for (Optional<Piece<T>> piece = upTo(last, first, candidates);
                piece.isPresent();
                piece = upTo(last, first, candidates)) {
            after.addFirst(piece.get());
            last = piece.get().minutes.first() - 1;
        }
        MinuteRange rest = new MinuteRange(first, last);
        Optional<Piece<T>> ofRest = whole(rest, candidates);
        if (ofRest.isPresent()) {
            before.addLast(ofRest.get());
            return Stream.concat(before.stream(), after.stream()).toList();
        }
        return withRequest(before, rest, after);
    }

    /** A report that has the whole range. */
    private static <T> Optional<Piece<T>> whole(MinuteRange needed, List<Candidate<T>> candidates) {
        return candidates.stream()
                .filter(candidate ->
                        candidate.all.filter(all -> all.contains(needed)).isPresent())
                .findFirst()
                .map(candidate -> new Piece<>(Optional.of(candidate.report), needed));
    }

    /** The longest piece from a minute on. */
    private static <T> Optional<Piece<T>> from(long first, MinuteRange needed, List<Candidate<T>> candidates) {
        return first > needed.last()
                ? Optional.empty()
                : candidates.stream()
                        .flatMap(candidate -> candidate
                                .part
                                .filter(part -> part.contains(first))
                                .map(part -> new Piece<>(
                                        Optional.of(candidate.report),
                                        new MinuteRange(first, Math.min(part.last(), needed.last()))))
                                .stream())
                        // The first of equally long ones.
                        .reduce((a, b) -> b.minutes.last() > a.minutes.last() ? b : a);
    }

    /** The longest piece up to a minute, not before another. */
    private static <T> Optional<Piece<T>> upTo(long last, long first, List<Candidate<T>> candidates) {
        return candidates.stream()
                .flatMap(candidate -> candidate
                        .part
                        .filter(part -> last >= first && part.contains(last))
                        .map(part -> new Piece<>(
                                Optional.of(candidate.report), new MinuteRange(Math.max(part.first(), first), last)))
                        .stream())
                .max(Comparator.comparingLong(piece -> piece.minutes.minutes()));
    }

    private static <T> List<Piece<T>> withRequest(Deque<Piece<T>> before, MinuteRange request, Deque<Piece<T>> after) {
        MinuteRange requested = request;
        while (before.size() + after.size() > MAX_SMALL_PIECES) {
            Piece<T> left = before.peekLast();
            Piece<T> right = after.peekFirst();
            if (left != null && isSmall(left, requested)) {
                before.removeLast();
                requested = new MinuteRange(left.minutes.first(), requested.last());
            } else if (right != null && isSmall(right, requested)) {
                after.removeFirst();
                requested = new MinuteRange(requested.first(), right.minutes.last());
            } else {
                break;
            }
        }
        List<Piece<T>> pieces = new ArrayList<>(before);
        pieces.add(new Piece<>(Optional.empty(), requested));
        pieces.addAll(after);
        return List.copyOf(pieces);
    }

    private static boolean isSmall(Piece<?> piece, MinuteRange requested) {
        return piece.minutes.minutes() < requested.minutes() / MIN_SHARE;
    }
}
