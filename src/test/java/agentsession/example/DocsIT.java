package agentsession.example;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.config.ConnectionSettings;
import agentsession.config.JdbcUrl;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs what the manual shows: blocks of {@code sql}, against the demo, of {@code java} and of {@code console}. A block
 * of {@code text} right after is what must come out. A block is left out only with {@code <!-- not run: reason -->}
 * before it.
 */
final class DocsIT {
    private static final String DEMO = "jdbc:agentsession:demo?now=2026-11-20T18:00:00Z&timeZone=US/Arizona";
    private static final Pattern PROPERTY = Pattern.compile("-D(\\w+)=\"([^\"]*)\"");

    static Stream<Page> pages() {
        return Page.all().stream();
    }

    static Stream<Page.Block> sql() {
        return pages().flatMap(page -> page.blocks("sql").stream())
                .filter(block -> block.notRun().isEmpty());
    }

    static Stream<Page.Block> java() {
        return pages().flatMap(page -> page.blocks("java").stream());
    }

    static Stream<Page.Block> console() {
        return pages().flatMap(page -> page.blocks("console").stream());
    }

    @ParameterizedTest
    @MethodSource("sql")
    void queriesReturnRows(Page.Block query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(DEMO);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query.content())) {
            String result = rows.getMetaData().getColumnLabel(1).equals("PLAN") ? lines(rows) : ResultTable.of(rows);

            assertThat(result.lines().count())
                    .as(result)
                    .isGreaterThan(query.content().startsWith("EXPLAIN") ? 0 : 4);
            assertThat(result).isEqualTo(query.shown().orElse(result));
        }
    }

    @ParameterizedTest
    @MethodSource("java")
    void javaCompilesAndRuns(Page.Block java, @TempDir Path directory) throws Exception {
        JavaSnippet snippet = JavaSnippet.compile(java.content(), directory);
        if (java.notRun().isEmpty()) {
            String printed = snippet.run();

            assertThat(printed).isEqualTo(java.shown().orElse(printed));
        }
    }

    @ParameterizedTest
    @MethodSource("console")
    void commandsPrintWhatIsShown(Page.Block console) {
        String command = console.content().lines().findFirst().orElseThrow();
        assertThat(command).startsWith("$ mvn -q -DskipTests package exec:java ");
        Properties properties = new Properties();
        PROPERTY.matcher(command)
                .results()
                .forEach(property -> properties.setProperty(property.group(1), property.group(2)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        RunQuery.run(properties, stream(out), stream(err));

        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(command + "\n" + out.toString(StandardCharsets.UTF_8)).isEqualTo(console.content());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void urlsAreUnderstood(Page page) {
        assertThat(page.find("(jdbc:agentsession:(?!\\.\\.\\.|//\\{)[^\\s`'\"<>]+)"))
                .allSatisfy(text -> {
                    JdbcUrl url = JdbcUrl.parse(text).orElseThrow();
                    Properties properties = new Properties();
                    if (!text.contains("Token=")) {
                        properties.setProperty(text.contains("user=") ? "password" : "accessToken", "t");
                    }
                    assertThat(ConnectionSettings.of(url, properties)).isNotNull();
                });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Page page) {
        assertThat(page.find("\\]\\((?!https?://)([^)]+)\\)")).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
            assertThat(target).exists();
            if (parts.length == 2) {
                assertThat(Page.read(target).anchors()).contains(parts[1]);
            }
        });
    }

    @Test
    void architectureNamesEveryRoom() throws Exception {
        try (Stream<Path> rooms = Files.list(Path.of("src", "main", "java", "agentsession"))) {
            assertThat(Page.read(Path.of("docs", "architecture.md")).find("^\\| \\[`agentsession\\.(\\w+)`\\]"))
                    .containsExactlyInAnyOrderElementsOf(
                            rooms.map(room -> room.getFileName().toString()).toList());
        }
    }

    /** The cases are run by a test of their own. */
    @Test
    void pushDownShowsCases() throws Exception {
        String cases = Files.readString(Path.of("src/test/resources/agentsession/push-down-cases.txt"));
        List<MatchResult> shown = Pattern.compile(
                        "^\\| `([^|]+)` \\| ((?:\\d{4}-|no request)[^|]*) \\|$", Pattern.MULTILINE)
                .matcher(Page.read(Path.of("docs", "push-down.md")).text())
                .results()
                .toList();

        assertThat(shown)
                .hasSizeGreaterThan(15)
                .allSatisfy(row -> assertThat(cases).contains("\n" + row.group(1) + "\n    => " + row.group(2) + "\n"));
    }

    @Test
    void pushDownShowsTheLineThatIsLogged() throws SQLException {
        Page page = Page.read(Path.of("docs", "push-down.md"));
        String query = page.blocks("sql").get(0).content().replace("EXPLAIN PLAN FOR", "");
        List<String> lines = logged(query);

        assertThat(lines.stream().map(DocsIT::withoutCounts).toList())
                .containsExactly(
                        withoutCounts(page.blocks("log").get(0).content().strip()));
    }

    private static String withoutCounts(String line) {
        return line.replaceAll("\\d+ (ms|bytes)", "$1");
    }

    private static List<String> logged(String query) throws SQLException {
        List<String> lines = new ArrayList<>();
        Logger logger = Logger.getLogger("agentsession.service");
        Handler handler = new Handler() {
            @Override
            public synchronized void publish(LogRecord entry) {
                lines.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Level level = logger.getLevel();
        logger.addHandler(handler);
        logger.setLevel(Level.FINE);
        try (Connection connection = DriverManager.getConnection(DEMO);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                rows.getString(1);
            }
        } finally {
            logger.setLevel(level);
            logger.removeHandler(handler);
        }
        return lines;
    }

    private static String lines(ResultSet plan) throws SQLException {
        StringBuilder lines = new StringBuilder();
        while (plan.next()) {
            lines.append(plan.getString(1)).append('\n');
        }
        return lines.toString();
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
