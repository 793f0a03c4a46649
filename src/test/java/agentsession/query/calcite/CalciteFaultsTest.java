package agentsession.query.calcite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the statements of {@code calcite-faults.txt} in Calcite alone and in the driver. */
final class CalciteFaultsTest {
    private static final String ERROR = "error ";

    private static Connection calcite;
    private static Connection driver;

    static List<CalciteFault> faults() throws IOException {
        return CalciteFault.all();
    }

    @BeforeAll
    static void connect() throws SQLException {
        calcite = DriverManager.getConnection("jdbc:calcite:fun=all;conformance=BABEL;"
                + "parserFactory=org.apache.calcite.sql.parser.babel.SqlBabelParserImpl#FACTORY");
        driver = DriverManager.getConnection("jdbc:agentsession:demo");
    }

    @AfterAll
    static void disconnect() throws SQLException {
        calcite.close();
        driver.close();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void calciteStillReturnsAnotherResult(CalciteFault fault) {
        String result = resultOfCalcite(fault);

        if (fault.calcite().startsWith(ERROR)) {
            assertThat(result).startsWith(ERROR).contains(fault.calcite().substring(ERROR.length()));
        } else {
            assertThat(result).isEqualTo(fault.calcite());
        }
        assertThat(result).isNotEqualTo(fault.right());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theDriverReturnsTheResultOfADatabase(CalciteFault fault) {
        assertThat(resultOfDriver(fault)).isEqualTo(fault.right());
    }

    private static String resultOfCalcite(CalciteFault fault) {
        try {
            return rows(calcite, fault);
        } catch (SQLException | RuntimeException | Error e) {
            return ERROR + messages(e);
        }
    }

    private static String resultOfDriver(CalciteFault fault) {
        try {
            return rows(driver, fault);
        } catch (SQLException e) {
            return ERROR + e.getSQLState();
        }
    }

    private static String rows(Connection connection, CalciteFault fault) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(fault.sql())) {
            for (int i = 0; i < fault.values().size(); i++) {
                statement.setObject(i + 1, value(fault.values().get(i)));
            }
            try (ResultSet result = statement.executeQuery()) {
                List<String> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row(result));
                }
                return rows.isEmpty() ? "(none)" : rows.stream().sorted().collect(Collectors.joining("; "));
            }
        }
    }

    private static Object value(String text) {
        return text.matches("[\\d.]+") ? new BigDecimal(text) : text;
    }

    private static String row(ResultSet result) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            Object value = result.getObject(i);
            values.add(value == null ? "NULL" : value.toString());
        }
        return String.join(" | ", values);
    }

    /** The messages of a failure, its causes and the suppressed exceptions. */
    private static String messages(@Nullable Throwable failure) {
        return failure == null
                ? ""
                : failure + "\n" + messages(failure.getCause())
                        + Stream.of(failure.getSuppressed())
                                .map(CalciteFaultsTest::messages)
                                .collect(Collectors.joining());
    }
}
