package agentsession.report;

import agentsession.report.Condition.All;
import agentsession.report.Condition.Any;
import agentsession.report.Condition.Comparison;
import agentsession.report.Condition.NoLogin;
import agentsession.report.Condition.Operand;
import agentsession.report.Condition.Operator;
import agentsession.report.Condition.RowIndependent;
import agentsession.report.Condition.Shape;
import agentsession.report.Condition.TimeTest;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Converts a condition to criteria.
 *
 * @param terms the values of the condition's computed operands and tests
 * @param zone the time zone of the report
 * @param days the log-in times of the days for which a test is true
 */
record ConditionFold(TermValues terms, ZoneId zone, Function<LongPredicate, LoginTimes> days) {

    ReportCriteria fold(Condition condition) {
        if (condition instanceof All all) {
            ReportCriteria criteria =
                    all.conditions().stream().map(this::fold).reduce(ReportCriteria.ALL, ReportCriteria::and);
            return all.conditions().stream().reduce(criteria, this::withoutExcluded, ReportCriteria::and);
        }
        if (condition instanceof Any any) {
            return ReportCriteria.anyOf(any.conditions().stream()
                    .map(this::fold)
                    .filter(criteria -> !criteria.isNone())
                    .toList());
        }
        if (condition instanceof NoLogin) {
            return ReportCriteria.of(LoginTimes.NULL);
        }
        try {
            return single(condition);
        } catch (RuntimeException notEvaluable) {
            // If a row needs the term, the residual filter reports the same error.
            return ReportCriteria.ALL;
        }
    }

    /** Leaves out the agents and teams that a comparison excludes from the list that others allow. */
    private ReportCriteria withoutExcluded(ReportCriteria criteria, Condition condition) {
        if (!(condition instanceof Comparison comparison)) {
            return criteria;
        }
        try {
            Object value = value(comparison.operand());
            Operator operator = comparison.operator();
            if (comparison.column() == ReportColumn.AGENT_ID && value instanceof Number number) {
                BigDecimal limit = new BigDecimal(number.toString());
                return criteria.withAgents(criteria.agentIds()
                        .filter(id -> operator.isTrue(BigDecimal.valueOf(id).compareTo(limit))));
            }
            return comparison.column() == ReportColumn.TEAM && operator == Operator.NOT_EQUAL
                    ? criteria.withTeams(criteria.teams().filter(team -> !team.equals(value)))
                    : criteria;
        } catch (RuntimeException notEvaluable) {
            return criteria;
        }
    }

    private ReportCriteria single(Condition condition) {
        if (condition instanceof Comparison comparison) {
            Object value = value(comparison.operand());
            return value == null ? ReportCriteria.NONE : compared(comparison, value);
        }
        if (condition instanceof TimeTest test) {
            LoginTimes times =
                    times(test.shape(), time -> terms.test(test.test().index(), time));
            return ReportCriteria.of(test.column() == ReportColumn.LOGOUT_DTS ? fromLogoutTimes(times) : times);
        }
        RowIndependent given = (RowIndependent) condition;
        return Boolean.TRUE.equals(terms.operand(given.test().index())) ? ReportCriteria.ALL : ReportCriteria.NONE;
    }

    private @Nullable Object value(Operand operand) {
        return operand instanceof Operand.Constant constant
                ? constant.value()
                : terms.operand(((Operand.Computed) operand).index());
    }

    private ReportCriteria compared(Comparison comparison, Object value) {
        Operator operator = comparison.operator();
        return switch (comparison.column()) {
            case LOGIN_DTS -> ReportCriteria.of(loginTimes(operator, ((Number) value).longValue()));
            case LOGOUT_DTS -> ReportCriteria.of(fromLogoutTimes(loginTimes(operator, ((Number) value).longValue())));
            case AGENT_ID -> operator == Operator.EQUAL ? agent(value) : ReportCriteria.ALL;
            case TEAM -> operator == Operator.EQUAL ? team((String) value) : ReportCriteria.ALL;
            default -> ReportCriteria.ALL;
        };
    }

    /** The minutes {@code m} for which {@code m operator millis} is true. */
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

    private LoginTimes times(Shape shape, LongPredicate test) {
        return switch (shape) {
            case FROM -> TimeTestSolver.from(test);
            case UNTIL -> TimeTestSolver.until(test);
            case BY_DAY -> days.apply(test);
        };
    }

    /** The log-in times of sessions with these log-out times: a log-out is never before its log-in. */
    private LoginTimes fromLogoutTimes(LoginTimes logouts) {
        if (logouts.isNone() || !logouts.minutes().span().hasUpperBound()) {
            return logouts.isNone() ? logouts : LoginTimes.ALL;
        }
        long last = logouts.minutes().span().upperEndpoint() - 1;
        return LoginTimes.anyOf(List.of(LoginTimes.until(WallClock.latestPredecessor(last, zone)), LoginTimes.NULL));
    }

    private static ReportCriteria agent(Object id) {
        try {
            int exact = new BigDecimal(id.toString().strip()).intValueExact();
            return new ReportCriteria(LoginTimes.ALL, AllowedValues.of(List.of(exact)), AllowedValues.all());
        } catch (ArithmeticException | NumberFormatException noAgentId) {
            return ReportCriteria.NONE;
        }
    }

    private static ReportCriteria team(String name) {
        return name.equals(ReportCriteria.NO_TEAM)
                ? ReportCriteria.ALL
                : new ReportCriteria(LoginTimes.ALL, AllowedValues.all(), AllowedValues.of(List.of(name)));
    }
}
