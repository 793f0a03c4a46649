package agentsession.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class RunQueryIT {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void withoutPropertiesItRunsTheDemoAndPrintsUsage() {
        assertThat(run()).isTrue();

        assertThat(text(out)).contains("| Team ", "| Billing ", "-Dsql=", "-Durl=");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void withAQueryItPrintsOnlyTheResult() {
        assertThat(run("sql", "SELECT 'a;b' AS WORDS, NULL AS NOTHING, 1.50 AS NUMBER"))
                .isTrue();

        assertThat(text(out)).isEqualTo("""
                +-------+---------+--------+
                | WORDS | NOTHING | NUMBER |
                +-------+---------+--------+
                | a;b   |         |   1.50 |
                +-------+---------+--------+
                """);
        assertThat(text(err)).isEmpty();
    }

    @Test
    void aWarningIsALine() {
        assertThat(run("sql", "SELECT COUNT(*) FROM AGENT_SESSION")).isTrue();

        assertThat(text(err)).startsWith("Warning: ").containsOnlyOnce("\n").contains("(SQLState 01000)");
    }

    @Test
    void anErrorIsALine() {
        assertThat(run("sql", "SELECT NO_SUCH_COLUMN FROM AGENT_SESSION")).isFalse();

        assertThat(text(out)).isEmpty();
        assertThat(text(err))
                .isEqualTo(
                        "Error: Column 'NO_SUCH_COLUMN' not found in any table (line 1, column 8). (SQLState 42703)\n");
    }

    @Test
    void anInvalidUrlIsALine() {
        assertThat(run("url", "jdbc:agentsession:nowhere")).isFalse();

        assertThat(text(err))
                .startsWith("Error: Malformed URL")
                .containsOnlyOnce("\n")
                .contains("(SQLState 08001)");
    }

    private boolean run(String... nameAndValue) {
        Properties properties = new Properties();
        if (nameAndValue.length > 0) {
            properties.setProperty(nameAndValue[0], nameAndValue[1]);
        }
        return RunQuery.run(
                properties,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
