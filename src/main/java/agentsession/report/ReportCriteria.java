package agentsession.report;

import java.util.List;

/** The criteria of a report. They admit every row for which the original condition is true, and possibly others. */
public record ReportCriteria(LoginTimes logins, AllowedValues<Integer> agentIds, AllowedValues<String> teams) {
    /** The value of TEAM for an agent without a team. It is not a team, so it cannot be a criterion. */
    public static final String NO_TEAM = "[No Team Name]";

    static final ReportCriteria ALL = of(LoginTimes.ALL);
    static final ReportCriteria NONE = new ReportCriteria(LoginTimes.NONE, AllowedValues.none(), AllowedValues.none());

    /**
     * Converts a condition to criteria.
     *
     * @param terms the values of its computed operands and tests
     * @param time the time of the query
     */
    public static ReportCriteria of(Condition condition, TermValues terms, ReportTime time) {
        // Test only the days that the rest of the condition admits.
        ReportCriteria bounds = new ConditionFold(terms, time.zone(), test -> LoginTimes.ALL).fold(condition);
        if (bounds.isNone()) {
            return bounds;
        }
        return new ConditionFold(terms, time.zone(), test -> TimeTestSolver.days(test, bounds.logins, time))
                .fold(condition)
                .and(bounds);
    }

    static ReportCriteria of(LoginTimes times) {
        return new ReportCriteria(times, AllowedValues.all(), AllowedValues.all());
    }

    ReportCriteria withAgents(AllowedValues<Integer> allowed) {
        return new ReportCriteria(logins, allowed, teams);
    }

    ReportCriteria withTeams(AllowedValues<String> allowed) {
        return new ReportCriteria(logins, agentIds, allowed);
    }

    boolean isNone() {
        return logins.isNone() || agentIds.isNone() || teams.isNone();
    }

    ReportCriteria and(ReportCriteria other) {
        return new ReportCriteria(logins.and(other.logins), agentIds.and(other.agentIds), teams.and(other.teams));
    }

    static ReportCriteria anyOf(List<ReportCriteria> criteria) {
        return criteria.isEmpty()
                ? NONE
                : new ReportCriteria(
                        LoginTimes.anyOf(criteria.stream().map(c -> c.logins).toList()),
                        AllowedValues.anyOf(
                                criteria.stream().map(c -> c.agentIds).toList()),
                        AllowedValues.anyOf(criteria.stream().map(c -> c.teams).toList()));
    }
}
