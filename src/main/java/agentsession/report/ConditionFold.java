package agentsession.report;

import agentsession.report.Condition.All;
import agentsession.report.Condition.Any;
import agentsession.report.Condition.Comparison;
import agentsession.report.Condition.Given;
import agentsession.report.Condition.NoLogin;
import agentsession.report.Condition.Operand;
import agentsession.report.Condition.Operator;
import agentsession.report.Condition.Shape;
import agentsession.report.Condition.TimeTest;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Folds a condition into criteria.
 *
 * @param terms what the computed operands and tests of the condition amount to
 * @param zone of the report's wall clock
 * @param days the log-in times of the days for which a test is true
 */
record ConditionFold(TermValues terms, ZoneId zone, Function<LongPredicate, LoginTimes> days) {

    ReportCriteria fold(Condition condition) {
        if (condition instanceof All all) {
            return all.conditions().stream().map(this::fold).reduce(ReportCriteria.EVERYTHING, ReportCriteria::and);
        }
        if (condition instanceof Any any) {
            return ReportCriteria.anyOf(any.conditions().stream()
                    .map(this::fold)
                    .filter(criteria -> !criteria.isNothing())
                    .toList());
        }
        if (condition instanceof NoLogin) {
            return ReportCriteria.of(LoginTimes.NULL);
        }
        try {
            return single(condition);
        } catch (RuntimeException notEvaluable) {
            // The filter in the plan meets the same failure, if there is a row for which it evaluates the term at all.
            return ReportCriteria.EVERYTHING;
        }
    }

    private ReportCriteria single(Condition condition) {
        if (condition instanceof Comparison comparison) {
            Object value = value(comparison.operand());
            return value == null ? ReportCriteria.NOTHING : compared(comparison, value);
        }
        if (condition instanceof TimeTest test) {
            LoginTimes times =
                    times(test.shape(), time -> terms.test(test.test().index(), time));
            return ReportCriteria.of(test.column() == ReportColumn.LOGOUT_DTS ? beforeLogouts(times) : times);
        }
        Given given = (Given) condition;
        return Boolean.TRUE.equals(terms.operand(given.test().index()))
                ? ReportCriteria.EVERYTHING
                : ReportCriteria.NOTHING;
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
            case LOGOUT_DTS -> ReportCriteria.of(beforeLogouts(loginTimes(operator, ((Number) value).longValue())));
            case AGENT_ID -> operator == Operator.EQUAL ? agent(value) : ReportCriteria.EVERYTHING;
            case TEAM -> operator == Operator.EQUAL ? team((String) value) : ReportCriteria.EVERYTHING;
            default -> ReportCriteria.EVERYTHING;
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

    private LoginTimes times(Shape shape, LongPredicate test) {
        return switch (shape) {
            case FROM -> TimeTestSolver.from(test);
            case UNTIL -> TimeTestSolver.until(test);
            case BY_DAY -> days.apply(test);
        };
    }

    /** The log-in times of sessions that ended at one of the times: no one logs out before logging in. */
    private LoginTimes beforeLogouts(LoginTimes logouts) {
        if (logouts.isNone() || !logouts.minutes().span().hasUpperBound()) {
            return logouts.isNone() ? logouts : LoginTimes.ALL;
        }
        long last = logouts.minutes().span().upperEndpoint() - 1;
        return LoginTimes.anyOf(List.of(LoginTimes.until(WallClock.latestShownBefore(last, zone)), LoginTimes.NULL));
    }

    private static ReportCriteria agent(Object id) {
        try {
            int exact = new BigDecimal(id.toString().strip()).intValueExact();
            return new ReportCriteria(LoginTimes.ALL, AllowedValues.of(List.of(exact)), AllowedValues.all());
        } catch (ArithmeticException | NumberFormatException noAgentHasIt) {
            return ReportCriteria.NOTHING;
        }
    }

    private static ReportCriteria team(String name) {
        return name.equals(ReportCriteria.NO_TEAM)
                ? ReportCriteria.EVERYTHING
                : new ReportCriteria(LoginTimes.ALL, AllowedValues.all(), AllowedValues.of(List.of(name)));
    }
}
