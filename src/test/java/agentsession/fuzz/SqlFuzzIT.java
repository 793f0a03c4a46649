package agentsession.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.Test;

/** Any text returns rows, which are the same without push-down, or a helpful error. */
final class SqlFuzzIT {
    private static final String URL =
            "jdbc:agentsession:demo?demoSessions=120&timeZone=US/Arizona&lookback=P100D&now=2026-11-20T18:00:30Z";

    private static final Pattern TOKEN = Pattern.compile("'[^']*'|\\w+|\\S");

    /** Keywords of queries whose result depends on the order of the rows. */
    private static final Pattern ORDER_DEPENDENT = Pattern.compile("(?i)\\b(LIMIT|OFFSET|FETCH|TOP)\\b");

    /** Functions that are not deterministic, and EXPLAIN. */
    private static final Pattern NOT_DETERMINISTIC = Pattern.compile("(?i)\\b(RAND\\w*|EXPLAIN)\\b");

    /** The maximum number of rows to read. */
    private static final int MAX_ROWS = 20_000;

    /** The timeout of expensive queries, such as joins of joins. */
    private static final int QUERY_SECONDS = 20;

    @Test
    void queriesThatAreMostlyValid() throws SQLException {
        check(250, Arbitraries.randomValue(random -> new SqlGrammar(random).statement()));
    }

    @Test
    void mutatedQueries() throws IOException, SQLException {
        List<String> known = known();
        check(250, Arbitraries.randomValue(random -> mutated(known, random)));
    }

    @Test
    void anyText() throws SQLException {
        Arbitrary<String> pieces = Arbitraries.of(
                "SELECT",
                "*",
                "FROM",
                "AGENT_SESSION",
                "(",
                ")",
                "'",
                "\"",
                "--",
                "/*",
                "*/",
                ";",
                "?",
                "{fn",
                "}",
                "{ts '",
                "U&'\\",
                "_UTF8'",
                "N'",
                "X'0",
                "::",
                "[",
                "]",
                ".",
                ",",
                "1e",
                "0x",
                "\\",
                "\0",
                "\n",
                "\uFFFF",
                "\uD800",
                "VALUES",
                "TABLE",
                "UNNEST",
                "LATERAL",
                "MATCH_RECOGNIZE",
                "PIVOT",
                "1",
                "a",
                "$$",
                "`",
                "@",
                "#",
                ":x",
                "=>",
                "->",
                "|",
                "<>");
        check(
                500,
                Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(60),
                        pieces.list().ofMaxSize(15).map(list -> String.join(" ", list)),
                        pieces.list().ofMaxSize(8).map(list -> "SELECT " + String.join("", list))));
    }

    private static void check(int tries, Arbitrary<String> statements) throws SQLException {
        try (Connection pushing = DriverManager.getConnection(URL);
                Connection plain = DriverManager.getConnection(URL + "&pushDown=none&cacheMaxAge=PT0S")) {
            Fuzz.each(tries, statements, sql -> check(sql, pushing, plain));
        }
    }

    private static void check(String sql, Connection pushing, Connection plain) throws SQLException {
        List<String> rows;
        try {
            rows = rows(sql, pushing);
        } catch (SQLException e) {
            ProperErrors.check(e);
            return;
        }
        if (rows.size() == MAX_ROWS || NOT_DETERMINISTIC.matcher(sql).find()) {
            return;
        }
        List<String> expected;
        try {
            expected = rows(sql, plain);
        } catch (SQLException e) {
            ProperErrors.check(e); // a row that the service leaves out can be one that the query fails on
            return;
        }
        if (ORDER_DEPENDENT.matcher(sql).find()) {
            assertThat(rows).hasSameSizeAs(expected);
        } else {
            assertThat(rows).isEqualTo(expected);
        }
    }

    /** The rows, sorted. */
    private static List<String> rows(String sql, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(QUERY_SECONDS);
            statement.setMaxRows(MAX_ROWS);
            for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
                switch (i % 3) {
                    case 0 -> statement.setNull(i, Types.NULL);
                    case 1 -> statement.setString(i, "7");
                    default -> statement.setString(i, "2026-11-10 12:00:00");
                }
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(String.join("|", row));
                }
            }
            Collections.sort(rows);
            return rows;
        }
    }

    private static String mutated(List<String> known, Random random) {
        List<String> tokens = tokens(known.get(random.nextInt(known.size())));
        for (int i = random.nextInt(4); i >= 0 && !tokens.isEmpty(); i--) {
            int at = random.nextInt(tokens.size());
            List<String> others = tokens(known.get(random.nextInt(known.size())));
            String other = others.get(random.nextInt(others.size()));
            switch (random.nextInt(5)) {
                case 0 -> tokens.remove(at);
                case 1 -> tokens.add(at, tokens.get(at));
                case 2 -> tokens.add(at, other);
                case 3 -> Collections.swap(tokens, at, random.nextInt(tokens.size()));
                default -> tokens.set(at, other);
            }
        }
        return String.join(" ", tokens);
    }

    private static List<String> tokens(String sql) {
        return new ArrayList<>(
                TOKEN.matcher(sql).results().map(MatchResult::group).toList());
    }

    private static List<String> known() throws IOException {
        List<String> known = new ArrayList<>(lines("refused-sql.txt"));
        for (String function : lines("jdbc/announced-functions.txt")) {
            known.add("SELECT LOGIN_SESSION_ID, " + function + " FROM AGENT_SESSION");
        }
        for (String condition : lines("push-down-cases.txt")) {
            known.add("SELECT LOGIN_SESSION_ID, TEAM FROM AGENT_SESSION WHERE " + condition.replaceAll(" -- .*", ""));
        }
        return known;
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream file = SqlFuzzIT.class.getResourceAsStream("/agentsession/" + resource)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("    => "))
                    .filter(line -> TOKEN.matcher(line).find())
                    .toList();
        }
    }
}
