package agentsession.report;

import org.jspecify.annotations.Nullable;

/**
 * A row of the report, with the columns that the service can filter on.
 *
 * @param login the wall clock in milliseconds, in whole minutes, like {@code logout}
 */
record Row(
        @Nullable Long login,
        @Nullable Long logout,
        @Nullable Integer agentId,
        @Nullable String team) {

    /** Whether a service that filters by the criteria sends this row; to it, a row without a team has no team name. */
    boolean isAdmittedBy(ReportCriteria criteria) {
        LoginTimes logins = criteria.logins();
        return (login == null
                        ? logins.includesNull()
                        : logins.minutes().contains(Math.floorDiv(login, WallClock.MILLIS_PER_MINUTE)))
                && isOneOf(criteria.agentIds(), agentId)
                && isOneOf(criteria.teams(), ReportCriteria.NO_TEAM.equals(team) ? null : team);
    }

    private static <T extends Comparable<T>> boolean isOneOf(AllowedValues<T> choice, @Nullable T value) {
        return choice.values()
                .map(values -> value != null && values.contains(value))
                .orElse(true);
    }
}
