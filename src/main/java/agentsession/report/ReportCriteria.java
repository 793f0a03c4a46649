package agentsession.report;

import java.util.List;

/**
 * What the service is asked to filter on. By construction it admits every row for which the condition it came from is
 * true, and perhaps more.
 */
public record ReportCriteria(LoginTimes logins, AllowedValues<Integer> agentIds, AllowedValues<String> teams) {
    /** What the report shows for an agent without a team; no team has this name, so it cannot be asked for. */
    public static final String NO_TEAM = "[No Team Name]";

    static final ReportCriteria EVERYTHING = of(LoginTimes.ALL);
    static final ReportCriteria NOTHING =
            new ReportCriteria(LoginTimes.NONE, AllowedValues.none(), AllowedValues.none());

    /**
     * Folds a condition.
     *
     * @param terms what its computed operands and tests amount to
     * @param time when the query runs
     */
    public static ReportCriteria of(Condition condition, TermValues terms, ReportTime time) {
        // Tests of days are tried on the days that the rest of the condition leaves.
        ReportCriteria bounds = new ConditionFold(terms, time.zone(), test -> LoginTimes.ALL).fold(condition);
        if (bounds.isNothing()) {
            return bounds;
        }
        return new ConditionFold(terms, time.zone(), test -> TimeTestSolver.days(test, bounds.logins, time))
                .fold(condition)
                .and(bounds);
    }

    static ReportCriteria of(LoginTimes times) {
        return new ReportCriteria(times, AllowedValues.all(), AllowedValues.all());
    }

    boolean isNothing() {
        return logins.isNone() || agentIds.isNone() || teams.isNone();
    }

    ReportCriteria and(ReportCriteria other) {
        return new ReportCriteria(logins.and(other.logins), agentIds.and(other.agentIds), teams.and(other.teams));
    }

    static ReportCriteria anyOf(List<ReportCriteria> criteria) {
        return criteria.isEmpty()
                ? NOTHING
                : new ReportCriteria(
                        LoginTimes.anyOf(criteria.stream().map(c -> c.logins).toList()),
                        AllowedValues.anyOf(
                                criteria.stream().map(c -> c.agentIds).toList()),
                        AllowedValues.anyOf(criteria.stream().map(c -> c.teams).toList()));
    }
}
