package agentsession.query.calcite;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LongCasesTest {
    /** Condition i is an error for the values below i, which an earlier condition selects, and value i for all but i. */
    @ParameterizedTest
    @CsvSource({"63, true", "64, true", "65, true", "65, false", "96, true", "97, true", "97, false", "200, true"})
    void onlyTheConditionsBeforeTheFirstTrueOneAndItsValueAreEvaluated(int branches, boolean hasElse)
            throws SQLException {
        String cases = IntStream.range(0, branches)
                .mapToObj(i ->
                        " WHEN x / (CASE WHEN x < %1$d THEN 0 ELSE 1 END) = %1$d THEN %1$d / (CASE x WHEN %1$d THEN 1 ELSE 0 END)"
                                .formatted(i))
                .collect(joining());
        String values =
                IntStream.range(0, branches + 2).mapToObj("(%d)"::formatted).collect(joining(", "));
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:agentsession:demo");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT x, CASE" + cases + (hasElse ? " ELSE x * 2" : "")
                        + " END FROM (VALUES " + values + ", (NULL)) AS t (x)")) {
            while (result.next()) {
                rows.add(result.getString(1) + " " + result.getString(2));
            }
        }

        List<String> expected = new ArrayList<>();
        for (int x = 0; x < branches; x++) {
            expected.add("%1$d %1$d".formatted(x));
        }
        for (int x = branches; x < branches + 2; x++) {
            expected.add(x + " " + (hasElse ? 2 * x : null));
        }
        expected.add("null null");
        assertThat(rows).isEqualTo(expected);
    }
}
