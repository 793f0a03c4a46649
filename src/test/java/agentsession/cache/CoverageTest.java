package agentsession.cache;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which reports and requests a range of minutes is composed of. */
final class CoverageTest {
    /**
     * The needed minutes; the reports, each with a name, the minutes for which it answers alone and those of which it
     * answers a part; the pieces, of which those with a question mark are requested.
     */
    @ParameterizedTest
    @CsvSource({
        "10-20, '', ?10-20",
        "10-20, A 10-20 -, A10-20",
        "10-20, A 0-99 -, A10-20",
        "10-20, A 11-99 -, ?10-20",
        "10-20, A 0-19 -, ?10-20",
        "10-20, A 0-99 -; B 0-99 -, A10-20",
        "10-20, A 0-15 0-15, A10-15 ?16-20",
        "10-20, A 15-30 15-30, ?10-14 A15-20",
        "10-20, A 0-12 0-12; B 18-30 18-30, A10-12 ?13-17 B18-20",
        "10-20, A 12-18 12-18, ?10-20",
        "10-20, A 0-15 0-15; B 14-30 14-30, A10-15 B16-20",
        "10-20, A 0-15 0-15; B 0-17 0-17, B10-17 ?18-20",
        "10-20, A 0-17 0-17; B 0-17 0-17, A10-17 ?18-20",
        "10-20, A 0-15 0-13; B 0-14 0-14, B10-14 ?15-20",
        "10-20, A 0-15 0-15; B 14-17 14-17; C 18-40 18-40, A10-15 B16-17 C18-20",
        "10-20, A - 0-15, A10-15 ?16-20",
        "10-20, A - 0-15; B 16-99 -, A10-15 B16-20",
        "10-20, A - 0-15; B 12-99 -, A10-15 B16-20",
        "10-20, A - 0-12; B - 18-99; C 12-99 -, A10-12 C13-17 B18-20",
        "10-20, A - 0-12; B 13-18 -; C 15-20 -, A10-12 ?13-20",
        "10-20, A - 0-99, A10-20",
        "0-1000, A - 0-499; B - 500-509, A0-499 B500-509 ?510-1000",
        "0-1000, A - 0-499; B - 500-509; C - 510-519, A0-499 B500-509 ?510-1000",
        "0-1000, A - 0-499; B - 500-509; C - 510-599, A0-499 B500-509 C510-599 ?600-1000",
        "0-1000, A - 0-99; B - 100-109; C - 990-1000, A0-99 ?100-989 C990-1000"
    })
    void theRowsAreComposed(String needed, String reports, String pieces) {
        List<Coverage.Candidate<String>> candidates = reports.isEmpty()
                ? List.of()
                : Arrays.stream(reports.split("; ", -1))
                        .map(CoverageTest::candidate)
                        .toList();

        assertThat(text(Coverage.pieces(range(needed).orElseThrow(), candidates)))
                .isEqualTo(pieces);
    }

    private static Coverage.Candidate<String> candidate(String text) {
        String[] parts = text.split(" ", -1);
        return new Coverage.Candidate<>(parts[0], range(parts[1]), range(parts[2]));
    }

    private static Optional<MinuteRange> range(String text) {
        String[] ends = text.split("-", -1);
        return text.equals("-")
                ? Optional.empty()
                : Optional.of(new MinuteRange(Long.parseLong(ends[0]), Long.parseLong(ends[1])));
    }

    private static String text(List<Coverage.Piece<String>> pieces) {
        return pieces.stream()
                .map(piece -> piece.report().orElse("?") + piece.minutes().first() + "-"
                        + piece.minutes().last())
                .collect(joining(" "));
    }

    @Property(tries = 2_000)
    void thePiecesAreTheRangeInOrderWithAtMostOneRequestAndOnlyMinutesThatTheReportsHave(
            @ForAll("candidates") List<Coverage.Candidate<String>> candidates) {
        MinuteRange needed = new MinuteRange(20, 80);

        List<Coverage.Piece<String>> pieces = Coverage.pieces(needed, candidates);

        long next = needed.first();
        for (Coverage.Piece<String> piece : pieces) {
            assertThat(piece.minutes().first()).isEqualTo(next);
            assertThat(piece.minutes().last()).isGreaterThanOrEqualTo(next);
            next = piece.minutes().last() + 1;
        }
        assertThat(pieces)
                .filteredOn(piece -> candidates.stream()
                        .noneMatch(candidate -> piece.report().equals(Optional.of(candidate.report()))
                                && candidate
                                        .part()
                                        .filter(part -> part.contains(piece.minutes()))
                                        .isPresent()))
                .as("requested, or of a report that may not go with others like it")
                .hasSizeLessThanOrEqualTo(1)
                .allMatch(piece -> piece.report().isEmpty()
                        || candidates.stream()
                                .anyMatch(candidate -> piece.report().equals(Optional.of(candidate.report()))
                                        && candidate
                                                .all()
                                                .filter(all -> all.contains(piece.minutes()))
                                                .isPresent()));
        assertThat(next).isEqualTo(needed.last() + 1);
        assertThat(pieces).filteredOn(piece -> piece.report().isEmpty()).hasSizeLessThanOrEqualTo(1);
    }

    @Provide
    Arbitrary<List<Coverage.Candidate<String>>> candidates() {
        Arbitrary<Optional<MinuteRange>> range = Combinators.combine(
                        Arbitraries.integers().between(0, 100),
                        Arbitraries.integers().between(0, 60))
                .as((first, more) -> new MinuteRange(first, first + more))
                .optional();
        Arbitrary<String> name = Arbitraries.strings().numeric().ofLength(6);
        return Combinators.combine(name, range, range)
                .as((report, all, part) -> new Coverage.Candidate<>(report, all, part))
                .list()
                .ofMaxSize(6);
    }
}
