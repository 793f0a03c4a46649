package agentsession.truth;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.Soak;
import agentsession.truth.Answer.Rows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions of three-valued logic, within one another, select the rows that they select in PostgreSQL. */
final class ConditionsIT {
    private static final List<String> CONDITIONS = List.of(
            "x = 'b'",
            "COALESCE(x = 'b', FALSE)",
            "COALESCE(x, 'a') = 'b'",
            "COALESCE(x, 'a') <> 'b'",
            "COALESCE(i, 0) > 1",
            "COALESCE(i > 1, TRUE)",
            "NULLIF(x, 'a') = 'b'",
            "COALESCE(NULLIF(x, 'a'), 'b') = 'b'",
            "COALESCE(x = 'b', i = 1)",
            "COALESCE(x, 'a') IN ('b', 'c')",
            "COALESCE(x, 'a') LIKE 'b%'",
            "COALESCE(x, 'a') IS NULL",
            "COALESCE(x, CAST(i AS VARCHAR), 'b') = 'b'",
            "COALESCE(NOT (x = 'b'), TRUE)",
            "COALESCE(i, 0) BETWEEN 1 AND 2",
            "COALESCE(i, 0) NOT IN (1, 2)",
            "COALESCE(i, 1) + 1 = 2",
            "NULLIF(COALESCE(i, 1), 1) IS NULL",
            "COALESCE(CAST(i AS BIGINT), 0) = 1",
            "COALESCE(x, 'a') = COALESCE(NULLIF(x, 'b'), 'b')",
            "CASE WHEN x = 'b' THEN i ELSE 1 END = 1",
            "CASE WHEN x IS NOT NULL THEN x ELSE 'b' END = 'b'",
            "(x = 'b') IS NOT DISTINCT FROM (i = 1)",
            "x IN ('a', 'b') AND x <> 'b'",
            "x IS NOT NULL AND x IN ('a', 'b')",
            "i IS NULL OR i NOT IN (1, 2)",
            "x IN ('b', NULL)",
            "1 = 2",
            "NULL IS NULL");

    /** Conditions about a condition, which stands in place of {@code $}. */
    private static final List<String> TESTS = List.of(
            "$",
            "NOT ($)",
            "($) IS TRUE",
            "($) IS NOT TRUE",
            "($) IS FALSE",
            "($) IS NOT FALSE",
            "($) IS NULL",
            "($) IS NOT NULL",
            "($) <> TRUE",
            "($) = FALSE",
            "($) = (i = 1)",
            "($) AND i > 1",
            "($) OR i > 1",
            "NOT (($) OR i > 1)",
            "COALESCE($, FALSE)",
            "COALESCE(NOT ($), TRUE)",
            "CASE WHEN $ THEN FALSE ELSE TRUE END",
            "CASE WHEN $ THEN FALSE END",
            "CASE WHEN $ THEN TRUE END",
            "CASE WHEN $ THEN FALSE WHEN x = 'a' THEN NULL ELSE TRUE END",
            "CASE WHEN NOT ($) THEN x = 'b' ELSE i = 1 END",
            "CASE WHEN x IS NULL THEN TRUE ELSE $ END",
            "CASE WHEN i = 1 THEN $ ELSE NOT ($) END",
            "CASE ($) WHEN TRUE THEN FALSE ELSE TRUE END");

    private static final String ROWS =
            "(VALUES ('a', 1), ('b', 1), ('b', 2), ('c', CAST(NULL AS INTEGER)), ('b', CAST(NULL AS INTEGER)),"
                    + " (CAST(NULL AS VARCHAR), 1), (CAST(NULL AS VARCHAR), CAST(NULL AS INTEGER)),"
                    + " (CAST(NULL AS VARCHAR), 2)) AS t (x, i)";

    private static final long SEED = 1;
    private static final int NESTED = Soak.size(20, 400);

    @AutoClose
    private static Databases databases;

    @AutoClose
    private static Databases.Connections connections;

    @BeforeAll
    static void connect() throws SQLException, IOException {
        databases = Databases.start();
        connections = databases.connect();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT x, i FROM " + ROWS + " WHERE $",
                "SELECT x, i, $ AS c FROM " + ROWS,
                "SELECT t.x, t.i, u.z FROM " + ROWS + " LEFT JOIN (VALUES (1), (2)) AS u (z) ON $ AND u.z = 1",
                "SELECT x, i FROM " + ROWS + " GROUP BY x, i HAVING $",
                "SELECT COUNT(*) FILTER (WHERE $) AS n, SUM(CASE WHEN $ THEN 1 ELSE 3 END) AS s FROM " + ROWS,
                "SELECT LOGIN_SESSION_ID FROM (SELECT LOGIN_SESSION_ID, TEAM AS x, ACCEPTED AS i FROM AGENT_SESSION) AS t"
                        + " WHERE $",
                "SELECT LOGIN_SESSION_ID FROM"
                        + " (SELECT LOGIN_SESSION_ID, DIAL_GROUP AS x, ACCEPTED AS i FROM AGENT_SESSION) AS t WHERE $"
            })
    void aConditionSelectsWhatItSelectsInPostgresql(String statement) {
        String named =
                statement.contains("AGENT_SESSION") ? "'Billing', 'Reservations', 'Sales East'" : "'a', 'b', 'c'";
        for (String condition : conditions()) {
            String sql = statement.replace("$", named(condition, named.split(", ")));
            List<String> expected = rows(sql, connections.postgresql());

            assertThat(rows(sql, connections.pushing())).as(sql).isEqualTo(expected);
        }
    }

    private static List<String> conditions() {
        List<String> single = CONDITIONS.stream()
                .flatMap(condition -> TESTS.stream().map(test -> test.replace("$", condition)))
                .toList();
        List<String> nested = new ArrayList<>(single.stream()
                .flatMap(condition -> TESTS.stream().map(test -> test.replace("$", condition)))
                .toList());
        Collections.shuffle(nested, new Random(SEED));
        return Stream.concat(Soak.oneIn(11, single).stream(), nested.stream().limit(NESTED))
                .toList();
    }

    private static String named(String condition, String[] names) {
        return condition.replace("'a'", names[0]).replace("'b'", names[1]).replace("'c'", names[2]);
    }

    private static List<String> rows(String sql, Connection connection) {
        Answer answer = Answer.to(new SqlWriter.Statement(sql, List.of(), true), connection);
        assertThat(answer).as(sql).isInstanceOf(Rows.class);
        return ((Rows) answer).rows().stream().map(String::valueOf).sorted().toList();
    }
}
