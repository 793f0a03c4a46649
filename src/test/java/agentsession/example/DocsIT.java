package agentsession.example;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.config.ConnectionSettings;
import agentsession.config.JdbcUrl;
import agentsession.error.SqlState;
import com.zaxxer.hikari.HikariConfig;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.tomcat.jdbc.pool.DataSourceFactory;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * Runs the examples in the manual: blocks of {@code sql} on the demo, of {@code java} and of {@code console}. The block
 * of {@code text} that follows is the expected output. Only a block after {@code <!-- not run: reason -->} is skipped.
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
    void javaRuns(Page.Block java, @TempDir Path directory) throws Exception {
        JavaSnippet snippet = JavaSnippet.compile(java.content(), directory);
        if (java.notRun().isEmpty()) {
            String printed = snippet.run();

            assertThat(printed).isEqualTo(java.shown().orElse(printed));
        }
    }

    @ParameterizedTest
    @MethodSource("console")
    void commandsPrintTheExpectedOutput(Page.Block console) {
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

    @Test
    void tomcatCreatesAPoolFromTheResource() throws Exception {
        Element resource = xml("Resource");
        Properties settings = new Properties();
        for (int i = 0; i < resource.getAttributes().getLength(); i++) {
            Node attribute = resource.getAttributes().item(i);
            settings.setProperty(attribute.getNodeName(), attribute.getNodeValue());
        }
        assertThat(beanProperties(PoolProperties.class))
                .containsAll(settings.stringPropertyNames().stream()
                        .filter(name -> !List.of("auth", "factory", "type").contains(name))
                        .toList());
        assertThat(settings.getProperty("factory")).isEqualTo(DataSourceFactory.class.getName());
        settings.setProperty("url", DEMO);
        org.apache.tomcat.jdbc.pool.DataSource pool =
                (org.apache.tomcat.jdbc.pool.DataSource) new DataSourceFactory().createDataSource(settings);
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getMetaData().getDriverName()).isEqualTo("agent-session-jdbc");
        } finally {
            pool.close();
        }
    }

    @Test
    void theDataAdapterNamesTheDriver() throws Exception {
        Element adapter = xml("jdbcDataAdapter");
        Driver driver = Class.forName(text(adapter, "driver"))
                .asSubclass(Driver.class)
                .getDeclaredConstructor()
                .newInstance();
        assertThat(driver.acceptsURL(text(adapter, "url"))).isTrue();
    }

    private static String text(Element element, String child) {
        return element.getElementsByTagName(child).item(0).getTextContent();
    }

    private static Element xml(String root) throws Exception {
        for (Page.Block block :
                pages().flatMap(page -> page.blocks("xml").stream()).toList()) {
            Element element = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(block.content())))
                    .getDocumentElement();
            if (element.getTagName().equals(root)) {
                return element;
            }
        }
        throw new AssertionError("No page contains a " + root);
    }

    @Test
    void springBootPropertiesArePropertiesOfThePool() throws Exception {
        Properties settings = new Properties();
        settings.load(new StringReader(Page.read(Path.of("docs", "reporting-apps.md"))
                .blocks("properties")
                .get(0)
                .content()));
        assertThat(Class.forName(settings.getProperty("spring.datasource.driver-class-name")))
                .isAssignableTo(Driver.class);
        Pattern option = Pattern.compile("spring\\.datasource\\.hikari\\.(.+)");
        List<String> options = settings.stringPropertyNames().stream()
                .map(option::matcher)
                .filter(Matcher::matches)
                .map(matcher -> Pattern.compile("-(.)")
                        .matcher(matcher.group(1))
                        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT)))
                .toList();
        assertThat(beanProperties(HikariConfig.class)).containsAll(options);
        assertThat(options).isNotEmpty();
    }

    private static List<String> beanProperties(Class<?> type) throws Exception {
        return Stream.of(Introspector.getBeanInfo(type).getPropertyDescriptors())
                .filter(property -> property.getWriteMethod() != null)
                .map(PropertyDescriptor::getName)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void urlsAreValid(Page page) {
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
    void linksAreNotBroken(Page page) {
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
    void architectureListsEveryPackage() throws Exception {
        try (Stream<Path> packages = Files.list(Path.of("src", "main", "java", "agentsession"))) {
            assertThat(Page.read(Path.of("docs", "architecture.md")).find("^\\| \\[`agentsession\\.(\\w+)`\\]"))
                    .containsExactlyInAnyOrderElementsOf(
                            packages.map(directory -> directory.getFileName().toString())
                                    .toList());
        }
    }

    @Test
    void errorsListsEverySqlState() throws Exception {
        Page page = Page.read(Path.of("docs", "errors.md"));
        List<String> states = page.find("^\\| (`[0-9A-Z]{5}`[^|]*) \\|").stream()
                .flatMap(cell -> Pattern.compile("[0-9A-Z]{5}").matcher(cell).results())
                .map(MatchResult::group)
                .toList();

        assertThat(states)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(SqlState.values()).map(SqlState::code).toList());
    }

    /** The cases are run by {@code PushDownCasesTest}. */
    @Test
    void pushDownExamplesAreCases() throws Exception {
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
    @Timeout(60)
    void pushDownShowsTheActualLogLine() throws Exception {
        Page page = Page.read(Path.of("docs", "push-down.md"));
        String query = page.blocks("sql").get(0).content().replace("EXPLAIN PLAN FOR", "");
        List<String> lines = logged(query);

        assertThat(lines.stream().map(DocsIT::withoutCounts).toList())
                .containsExactly(
                        withoutCounts(page.blocks("log").get(0).content().strip()));
    }

    /** Removes durations, and numbers of bytes, which depend on the compression library. */
    private static String withoutCounts(String line) {
        return line.replaceAll("\\d+ (ms|bytes)", "$1");
    }

    /** The lines that a query logs; the feed thread logs the first when it has read the report. */
    private static List<String> logged(String query) throws SQLException, InterruptedException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
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
                assertThat(rows.getObject(1)).isNotNull();
            }
            List<String> all = new ArrayList<>(List.of(lines.take()));
            lines.drainTo(all);
            return all;
        } finally {
            logger.setLevel(level);
            logger.removeHandler(handler);
        }
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
