package agentsession.report;

import agentsession.report.Condition.All;
import agentsession.report.Condition.Any;
import agentsession.report.Condition.Comparison;
import agentsession.report.Condition.Given;
import agentsession.report.Condition.Operand;
import agentsession.report.Condition.Operator;
import agentsession.report.Condition.TimeTest;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the service is asked to filter on. By construction it admits every row for which the condition it came from is
 * true, and perhaps more.
 */
public record ReportCriteria(LoginTimes logins, Choice<Integer> agentIds, Choice<String> teams) {
    static final ReportCriteria EVERYTHING = new ReportCriteria(LoginTimes.ALL, Choice.all(), Choice.all());
    static final ReportCriteria NOTHING = new ReportCriteria(LoginTimes.NONE, Choice.none(), Choice.none());

    /** What the report shows for an agent without a team; no team has this name, so it cannot be asked for. */
    public static final String NO_TEAM = "[No Team Name]";

    /**
     * Folds a condition.
     *
     * @param terms what its computed operands and tests amount to
     * @param zone the zone of the report's wall clock
     */
    public static ReportCriteria of(Condition condition, Terms terms, ZoneId zone) {
        if (condition instanceof All all) {
            return all.conditions().stream().map(c -> of(c, terms, zone)).reduce(EVERYTHING, ReportCriteria::and);
        }
        if (condition instanceof Any any) {
            return anyOf(any.conditions().stream()
                    .map(c -> of(c, terms, zone))
                    .filter(c -> !c.isNothing())
                    .toList());
        }
        try {
            return ofSingle(condition, terms, zone);
        } catch (RuntimeException notEvaluable) {
            // The filter in the plan meets the same failure, if there is a row for which it evaluates the term at all.
            return EVERYTHING;
        }
    }

    private static ReportCriteria ofSingle(Condition condition, Terms terms, ZoneId zone) {
        if (condition instanceof Comparison comparison) {
            Operand operand = comparison.operand();
            Object value = operand instanceof Operand.Computed computed
                    ? terms.operand(computed.index())
                    : ((Operand.Constant) operand).value();
            return value == null ? NOTHING : compared(comparison, value, zone);
        }
        if (condition instanceof TimeTest test) {
            LoginTimes times =
                    TimeTests.times(test.shape(), time -> terms.test(test.test().index(), time));
            return logins(test.column() == ReportColumn.LOGOUT_DTS ? beforeLogouts(times, zone) : times);
        }
        Given given = (Given) condition;
        return Boolean.TRUE.equals(terms.operand(given.test().index())) ? EVERYTHING : NOTHING;
    }

    boolean isNothing() {
        return logins.isNone() || agentIds.isNone() || teams.isNone();
    }

    /** Whether a row may be among those asked for. */
    boolean admits(@Nullable Long login, @Nullable Integer agentId, @Nullable String team) {
        return logins.admits(login)
                && (agentId == null ? agentIds.equals(Choice.all()) : agentIds.admits(agentId))
                && (team == null ? teams.equals(Choice.all()) : teams.admits(team));
    }

    private ReportCriteria and(ReportCriteria other) {
        return new ReportCriteria(logins.and(other.logins), agentIds.and(other.agentIds), teams.and(other.teams));
    }

    private static ReportCriteria anyOf(List<ReportCriteria> criteria) {
        return criteria.isEmpty()
                ? NOTHING
                : new ReportCriteria(
                        LoginTimes.anyOf(criteria.stream().map(c -> c.logins).toList()),
                        Choice.anyOf(criteria.stream().map(c -> c.agentIds).toList()),
                        Choice.anyOf(criteria.stream().map(c -> c.teams).toList()));
    }

    private static ReportCriteria logins(LoginTimes times) {
        return new ReportCriteria(times, Choice.all(), Choice.all());
    }

    private static ReportCriteria compared(Comparison comparison, Object value, ZoneId zone) {
        Operator operator = comparison.operator();
        return switch (comparison.column()) {
            case LOGIN_DTS -> logins(loginTimes(operator, ((Number) value).longValue()));
            case LOGOUT_DTS -> logins(beforeLogouts(loginTimes(operator, ((Number) value).longValue()), zone));
            case AGENT_ID -> operator == Operator.EQUAL ? agent((Number) value) : EVERYTHING;
            case TEAM -> operator == Operator.EQUAL ? team((String) value) : EVERYTHING;
            default -> EVERYTHING;
        };
    }

    /** The minutes {@code m} for which "the time shown as m, operator, millis" is true. */
    private static LoginTimes loginTimes(Operator operator, long millis) {
        long floor = Math.floorDiv(millis, WallClock.MILLIS_PER_MINUTE);
        long ceiling = -Math.floorDiv(-millis, WallClock.MILLIS_PER_MINUTE);
        return switch (operator) {
            case EQUAL -> floor == ceiling ? LoginTimes.between(floor, floor) : LoginTimes.NONE;
            case NOT_EQUAL -> LoginTimes.ALL;
            case LESS -> LoginTimes.until(ceiling - 1);
            case LESS_OR_EQUAL -> LoginTimes.until(floor);
            case GREATER -> LoginTimes.from(floor + 1);
            case GREATER_OR_EQUAL -> LoginTimes.from(ceiling);
        };
    }

    /** The log-in times of sessions that ended at one of the times: no one logs out before logging in. */
    private static LoginTimes beforeLogouts(LoginTimes logouts, ZoneId zone) {
        if (logouts.isNone() || !logouts.minutes().span().hasUpperBound()) {
            return logouts.isNone() ? logouts : LoginTimes.ALL;
        }
        long last = logouts.minutes().span().upperEndpoint() - 1;
        return LoginTimes.until(WallClock.latestShownBefore(last, zone));
    }

    private static ReportCriteria agent(Number id) {
        try {
            int exact = new BigDecimal(id.toString()).intValueExact();
            return new ReportCriteria(LoginTimes.ALL, Choice.of(List.of(exact)), Choice.all());
        } catch (ArithmeticException | NumberFormatException noAgentHasIt) {
            return NOTHING;
        }
    }

    private static ReportCriteria team(String name) {
        return name.equals(NO_TEAM)
                ? EVERYTHING
                : new ReportCriteria(LoginTimes.ALL, Choice.all(), Choice.of(List.of(name)));
    }
}
