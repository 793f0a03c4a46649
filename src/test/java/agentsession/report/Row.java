package agentsession.report;

import org.jspecify.annotations.Nullable;

/**
 * What the report shows of a session in the columns that the service can filter on.
 *
 * @param login milliseconds of the wall clock, of a whole minute, as is {@code logout}
 */
record Row(
        @Nullable Long login,
        @Nullable Long logout,
        @Nullable Integer agentId,
        @Nullable String team) {

    /** Whether a service that filters on the criteria sends this row: one without a team has no team's name there. */
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
