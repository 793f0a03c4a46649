package agentsession.bench;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars that Maven has resolved, of which each contender gets its own. */
final class Jars {
    private static final List<String> OF_ONE_CONTENDER = List.of("csvjdbc", "duckdb_jdbc", "fastcsv", "h2");

    private final List<Path> all;

    /** Takes a class path, of which folders are left out. */
    Jars(String classPath) {
        all = Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().endsWith(".jar"))
                .toList();
    }

    /** The jars of artifacts. */
    List<Path> of(String... artifacts) {
        return Arrays.stream(artifacts)
                .map(artifact -> ofArtifact(artifact)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("No jar of " + artifact + " in " + all)))
                .toList();
    }

    /** Calcite and all that it needs. */
    List<Path> calcite() {
        List<Path> others = OF_ONE_CONTENDER.stream().flatMap(this::ofArtifact).toList();
        return all.stream().filter(jar -> !others.contains(jar)).toList();
    }

    /** The names and versions of artifacts. */
    String versions(String... artifacts) {
        return of(artifacts).stream()
                .map(jar -> jar.getFileName().toString().replaceFirst("\\.jar$", ""))
                .collect(Collectors.joining(", "));
    }

    private Stream<Path> ofArtifact(String artifact) {
        Pattern name = Pattern.compile(Pattern.quote(artifact) + "-\\d.*\\.jar");
        return all.stream()
                .filter(jar -> name.matcher(jar.getFileName().toString()).matches());
    }
}
