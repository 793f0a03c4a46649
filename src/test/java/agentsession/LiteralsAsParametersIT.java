package agentsession;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements of {@code database-sql.txt} and {@code tool-sql.txt} with parameters instead of literals. */
final class LiteralsAsParametersIT {
    private static final Pattern LITERAL =
            Pattern.compile("(?:TIMESTAMP )?'(?:[^']|'')*'|(?<![\\w.'\"-])\\d+(?:\\.\\d+)?(?![\\w.])");

    /**
     * Precedes literals that are not values: units, lengths, formats, flags, numbers of columns, and digits of a rounded
     * number.
     */
    private static final Pattern NO_VALUE_AFTER = Pattern.compile("(?is).*("
            + "\\b(INTERVAL|INTERVAL -|DATE|TIME|LIMIT|N|X|U&)\\s*|\\{(D|T|TS)\\s*"
            + "|\\b(DECIMAL|NUMERIC|VARCHAR|CHAR|TIMESTAMP)\\([^()]*"
            + "|\\b(DATE_TRUNC|DATE_PART|DATEPART|NTILE)\\(|\\b(DATE_FORMAT|TO_CHAR)\\([^()]*,\\s*"
            + "|\\bREGEXP_REPLACE\\((?:[^(),]*,){3}\\s*|\\bCAST\\(ROUND\\([^()]*,\\s*"
            + "|\\b(ORDER|GROUP) BY [^()]*)");

    @AutoClose
    private static Connection report;

    /** @param values as literals */
    private record Parameterized(String sql, List<String> values) {
        static Parameterized of(String statement) {
            List<String> values = new ArrayList<>();
            String sql = LITERAL.matcher(statement).replaceAll(literal -> {
                if (NO_VALUE_AFTER
                        .matcher(statement.substring(0, literal.start()))
                        .matches()) {
                    return Matcher.quoteReplacement(literal.group());
                }
                values.add(literal.group());
                return "?";
            });
            return new Parameterized(sql, values);
        }
    }

    @BeforeAll
    static void connect() throws SQLException {
        report = DriverManager.getConnection(
                "jdbc:agentsession:demo?now=2026-11-20T18:00:30Z&timeZone=US/Arizona&demoSessions=400");
    }

    /** Grouped and selected expressions have to be equal, which two parameters are not. */
    static Stream<String> statements() throws IOException {
        return Stream.concat(
                        SqlCase.read("/agentsession/database-sql.txt").stream(),
                        SqlCase.read("/agentsession/tool-sql.txt").stream())
                .map(SqlCase::sql)
                .filter(sql -> !sql.contains("?") && !sql.contains("GROUP BY"))
                .filter(sql -> !Parameterized.of(sql).values().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aParameterIsEquivalentToTheLiteral(String statement) throws SQLException {
        Parameterized parameterized = Parameterized.of(statement);

        assertThat(rows(parameterized.sql(), parameterized.values())).isEqualTo(rows(statement, List.of()));
    }

    private static List<String> rows(String sql, List<String> values) throws SQLException {
        try (PreparedStatement statement = report.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, value(values.get(i)));
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        row.add(text(result.getObject(i)));
                    }
                    rows.add(String.join(" | ", row));
                }
            }
            rows.sort(null);
            return rows;
        }
    }

    /** The number of digits of a quotient depends on the types. */
    private static String text(@Nullable Object value) {
        return value instanceof BigDecimal number
                ? number.setScale(Math.min(number.scale(), 6), RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                : String.valueOf(value);
    }

    private static Object value(String literal) {
        String text = literal.substring(literal.indexOf('\'') + 1, Math.max(literal.lastIndexOf('\''), 0))
                .replace("''", "'");
        if (literal.startsWith("TIMESTAMP")) {
            return Timestamp.valueOf(text);
        }
        return literal.endsWith("'") ? text : new BigDecimal(literal);
    }
}
