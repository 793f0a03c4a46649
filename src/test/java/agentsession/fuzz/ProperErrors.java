package agentsession.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.error.SqlState;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What an error of the driver has to be, whatever it is about. */
final class ProperErrors {
    /** States that say nothing, and one that is no error. */
    private static final Set<SqlState> NEVER = EnumSet.of(SqlState.GENERAL_ERROR, SqlState.WARNING);

    private static final Set<String> STATES = Arrays.stream(SqlState.values())
            .filter(state -> !NEVER.contains(state))
            .map(SqlState::code)
            .collect(Collectors.toSet());

    private static final int LONGEST = 4_000;

    private ProperErrors() {}

    static void check(SQLException e) {
        assertThat(e.getSQLState()).as("state of: %s", e).isIn(STATES);
        assertThat(e.getMessage())
                .isNotBlank()
                .hasSizeLessThan(LONGEST)
                .doesNotContain("failed unexpectedly", "org.apache", "java.");
    }
}
