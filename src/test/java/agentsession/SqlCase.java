package agentsession;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A statement of a data file, with its expected result.
 *
 * @param values of its parameters
 * @param reference the same query in the SQL of H2 or PostgreSQL; empty if it is the same
 * @param rows its result; empty for that of the database
 * @param requests the expected requests; empty if they are not checked
 */
record SqlCase(
        String sql, List<String> values, Optional<String> reference, List<String> rows, Optional<String> requests) {

    /** Reads the cases of a file; its first lines describe the format. */
    static List<SqlCase> read(String file) throws IOException {
        try (InputStream stream = SqlCase.class.getResourceAsStream(file)) {
            String text = new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
            String statements =
                    text.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
            return Arrays.stream(statements.split("\n\\s*\n"))
                    .filter(block -> !block.isBlank())
                    .map(block -> of(block.strip().lines().toList()))
                    .toList();
        }
    }

    private static SqlCase of(List<String> lines) {
        List<MarkedSecrets> marked =
                lines.stream().flatMap(line -> MarkedSecrets.of(line).stream()).toList();
        String sql = String.join("\n", lines.subList(0, lines.size() - marked.size()));
        return new SqlCase(
                sql,
                texts(marked, "?")
                        .flatMap(values -> Arrays.stream(values.split("; ")))
                        .toList(),
                Stream.concat(texts(marked, "H2"), texts(marked, "PG")).findFirst(),
                texts(marked, "=").toList(),
                texts(marked, "=>").findFirst());
    }

    private static Stream<String> texts(List<MarkedSecrets> marked, String mark) {
        return marked.stream().filter(line -> line.mark.equals(mark)).map(MarkedSecrets::text);
    }

    /** A line after a statement: its key and its value. */
    private record MarkedSecrets(String mark, String text) {
        static Optional<MarkedSecrets> of(String line) {
            return Stream.of("?", "H2", "PG", "=>", "=")
                    .filter(mark -> line.startsWith("    " + mark + " "))
                    .findFirst()
                    .map(mark -> new MarkedSecrets(mark, line.substring(mark.length() + 5)));
        }
    }

    @Override
    public String toString() {
        return sql;
    }
}
