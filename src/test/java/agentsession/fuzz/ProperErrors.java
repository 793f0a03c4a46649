package agentsession.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.error.SqlState;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks that all errors of the driver have to pass. */
final class ProperErrors {
    /** Unspecific SQLStates, and that of success. */
    private static final Set<SqlState> NEVER = EnumSet.of(SqlState.GENERAL_ERROR, SqlState.WARNING);

    private static final Set<String> STATES = Arrays.stream(SqlState.values())
            .filter(state -> !NEVER.contains(state))
            .map(SqlState::code)
            .collect(Collectors.toSet());

    private static final int LONGEST = 4_000;

    /** Quotations in messages are from the user or the service, and hints contain SQL. */
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

    /** Internal names of the engine. */
    private static final Pattern INSIDES =
            Pattern.compile("Calcite|Exception\\b|Error\\b|\\bLogical[A-Z]|\\bEnumerable[A-Z]"
                    + "|\\bRex[A-Z]|\\bRecordType|\\bSarg|\\$[A-Za-z_]*\\d|\\$[A-Z_]+\\(|EXPR\\$|CHARACTER SET|COLLATE|NOT NULL|rel#|expr#"
                    + "|out of bounds|\\bnull\\b|\\b(?:sql|rex|rel)[A-Z]\\w+|TIMESTAMP_WITH");

    private ProperErrors() {}

    static void check(SQLException e) {
        assertThat(e.getSQLState()).as("state of: %s", e).isIn(STATES);
        assertThat(e.getMessage())
                .isNotBlank()
                .hasSizeLessThan(LONGEST)
                .doesNotContain("failed unexpectedly", "org.apache", "java.");
        if (e.getSQLState().startsWith("42") || e.getSQLState().startsWith("22")) {
            assertThat(QUOTED.matcher(e.getMessage()).replaceAll("''"))
                    .as("internal names of the engine in: %s", e.getMessage())
                    .doesNotContainPattern(INSIDES);
        }
    }
}
