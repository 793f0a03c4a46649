package agentsession.query.window;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.PostgresExtension;
import agentsession.Soak;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares window functions with those of PostgreSQL. */
final class WindowsLikePostgresIT {
    /** The fractional digits of averages and deviations in this driver; PostgreSQL has more. */
    private static final int DIGITS = 6;

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    @AutoClose
    private static Connection driver;

    @BeforeAll
    static void connect() throws SQLException {
        driver = DriverManager.getConnection("jdbc:agentsession:demo?now=2026-11-20T18:00:00Z&timeZone=US/Arizona");
    }

    @Test
    void everyFunctionOverEveryFrame() throws SQLException {
        List<String> statements = WindowStatements.all().toList();

        assertThat(statements).hasSizeGreaterThan(300);
        assertNoneDiffers(Soak.oneIn(3, statements));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomStatements(long seed) throws SQLException {
        Random random = new Random(seed);
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < Soak.size(40, 100); i++) {
            statements.add(WindowStatements.random(random));
        }

        assertNoneDiffers(statements);
    }

    private static void assertNoneDiffers(List<String> statements) throws SQLException {
        List<String> different = new ArrayList<>();
        for (String sql : statements) {
            List<String> expected = rows(POSTGRES.connection(), sql);
            List<String> actual = rows(driver, sql);
            if (!actual.equals(expected)) {
                different.add(sql + "\n    driver:     " + actual + "\n    PostgreSQL: " + expected);
            }
        }
        assertThat(different).isEmpty();
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(text(
                            result.getMetaData().getColumnType(i) == Types.TIMESTAMP
                                    ? result.getObject(i, LocalDateTime.class)
                                    : result.getObject(i)));
                }
                rows.add(String.join(" | ", row));
            }
            return rows;
        } catch (SQLException e) {
            throw new SQLException("In " + sql, e);
        }
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Number number) {
            BigDecimal decimal = new BigDecimal(number.toString()).setScale(DIGITS, RoundingMode.HALF_UP);
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
        return String.valueOf(value);
    }
}
