package agentsession.query.calcite;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Sets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks the rules of the workarounds: the javadoc of each ends with a paragraph that names the issue of the fault in
 * Calcite's tracker, and a test fails once Calcite fixes it.
 */
final class WorkaroundRulesTest {
    private static final Path QUERY = Path.of("src/main/java/agentsession/query");

    private static final Pattern CITATION = Pattern.compile(
            "\\* <p>Calcite: (not reported|CALCITE-\\d+(, CALCITE-\\d+)*(, partly fixed)?)\\.\\n \\*[/\\n]");

    /** Classes of {@code query.calcite} that workarounds share. */
    private static final Set<String> SHARED = Set.of("CustomAggregates", "SyntaxWorkarounds", "package-info");

    @Test
    void everyWorkaroundNamesTheIssueOfItsFault() throws IOException {
        assertThat(Sets.union(cited(QUERY.resolve("calcite")), SHARED)).isEqualTo(classes(QUERY.resolve("calcite")));
    }

    @Test
    void noOtherFormOfCitationIsUsed() throws IOException {
        assertThat(filtered(QUERY, source -> source.contains("Calcite: "))).isEqualTo(cited(QUERY));
    }

    @Test
    void aTestShowsTheFaultOfEveryWorkaround() throws IOException {
        Stream<String> statements = CalciteFault.all().stream().map(CalciteFault::workaround);
        Stream<String> components = Arrays.stream(CalciteComponentFaultsTest.class.getDeclaredMethods())
                .map(method -> method.getAnnotation(ShowsFaultFor.class))
                .filter(Objects::nonNull)
                .map(shows -> shows.value().getSimpleName());

        assertThat(Stream.concat(statements, components).collect(toSet())).isEqualTo(cited(QUERY));
    }

    private static Set<String> cited(Path directory) throws IOException {
        return filtered(directory, source -> CITATION.matcher(source).find());
    }

    private static Set<String> classes(Path directory) throws IOException {
        return filtered(directory, source -> true);
    }

    /** The names of the classes below a directory whose source passes a test. */
    private static Set<String> filtered(Path directory, Predicate<String> test) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> test.test(read(file)))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
