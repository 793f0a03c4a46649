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
        List<KeyedLine> keyed =
                lines.stream().flatMap(line -> KeyedLine.of(line).stream()).toList();
        String sql = String.join("\n", lines.subList(0, lines.size() - keyed.size()));
        return new SqlCase(
                sql,
                values(keyed, "?")
                        .flatMap(values -> Arrays.stream(values.split("; ")))
                        .toList(),
                Stream.concat(values(keyed, "H2"), values(keyed, "PG")).findFirst(),
                values(keyed, "=").toList(),
                values(keyed, "=>").findFirst());
    }

    private static Stream<String> values(List<KeyedLine> keyed, String key) {
        return keyed.stream().filter(line -> line.key.equals(key)).map(KeyedLine::value);
    }

    /** A line after a statement: its key and its value. */
    private record KeyedLine(String key, String value) {
        static Optional<KeyedLine> of(String line) {
            return Stream.of("?", "H2", "PG", "=>", "=")
                    .filter(key -> line.startsWith("    " + key + " "))
                    .findFirst()
                    .map(key -> new KeyedLine(key, line.substring(key.length() + 5)));
        }
    }

    @Override
    public String toString() {
        return sql;
    }
}
