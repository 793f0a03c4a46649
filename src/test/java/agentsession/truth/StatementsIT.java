package agentsession.truth;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.truth.Answer.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements of {@code postgresql-sql.txt} return what PostgreSQL returns for the same rows, in any order. */
final class StatementsIT {
    private static final String FILE = "/agentsession/postgresql-sql.txt";

    /** Averages have 6 digits here, in PostgreSQL more. */
    private static final int DIGITS_COMPARED = 5;

    @AutoClose
    private static Databases databases;

    @AutoClose
    private static Databases.Connections connections;

    @BeforeAll
    static void connect() throws SQLException, IOException {
        databases = Databases.start();
        connections = databases.connect();
    }

    static Stream<String> statements() throws IOException {
        try (InputStream file = Objects.requireNonNull(StatementsIT.class.getResourceAsStream(FILE))) {
            return Arrays.stream(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n\\s*\n"))
                    .map(String::strip)
                    .filter(statement -> !statement.startsWith("#"));
        }
    }

    @ParameterizedTest
    @MethodSource("statements")
    void aStatementReturnsWhatPostgresqlReturns(String sql) {
        List<String> expected = rows(sql, connections.postgresql());

        assertThat(rows(sql, connections.pushing())).isEqualTo(expected);
        assertThat(rows(sql, connections.plain())).isEqualTo(expected);
    }

    private static List<String> rows(String sql, Connection connection) {
        Answer answer = Answer.to(new SqlWriter.Statement(sql, List.of(), true), connection);
        assertThat(answer).isInstanceOf(Rows.class);
        return ((Rows) answer).rows().stream().map(StatementsIT::text).sorted().toList();
    }

    private static String text(List<@Nullable Object> row) {
        return row.stream().map(StatementsIT::text).collect(Collectors.joining(" | "));
    }

    private static String text(@Nullable Object value) {
        return value instanceof BigDecimal number
                ? number.setScale(DIGITS_COMPARED, RoundingMode.HALF_UP).toPlainString()
                : String.valueOf(value);
    }
}
