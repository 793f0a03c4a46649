package agentsession.report;

import agentsession.report.Condition.Operand;
import agentsession.report.Condition.Operator;
import agentsession.report.Condition.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** A WHERE clause that is evaluated row by row, as in a database, to true, false or unknown. */
sealed interface Filter {

    /** Evaluates the filter; null is unknown. */
    @Nullable
    Boolean of(Row row);

    /** Returns the filter as a condition and adds its computed terms to {@code terms}. */
    Condition condition(RunTerms terms);

    record And(List<Filter> filters) implements Filter {
        @Override
        public @Nullable Boolean of(Row row) {
            return decided(filters, row, false);
        }

        @Override
        public Condition condition(RunTerms terms) {
            return Condition.all(filters.stream().map(f -> f.condition(terms)).toList());
        }
    }

    record Or(List<Filter> filters) implements Filter {
        @Override
        public @Nullable Boolean of(Row row) {
            return decided(filters, row, true);
        }

        @Override
        public Condition condition(RunTerms terms) {
            return Condition.any(filters.stream().map(f -> f.condition(terms)).toList());
        }
    }

    /** A comparison of LOGIN_DTS or LOGOUT_DTS. */
    record TimeComparison(ReportColumn time, Operator operator, Value value) implements Filter {
        @Override
        public @Nullable Boolean of(Row row) {
            Long shown = shown(time, row);
            return value.isUnevaluable() ? Boolean.TRUE : compared(shown, operator, (Long) value.value());
        }

        @Override
        public Condition condition(RunTerms terms) {
            return new Condition.Comparison(time, operator, value.operand(terms));
        }
    }

    record AgentComparison(Operator operator, Value value) implements Filter {
        @Override
        public @Nullable Boolean of(Row row) {
            return value.isUnevaluable()
                    ? Boolean.TRUE
                    : compared(number(row.agentId()), operator, number(value.value()));
        }

        @Override
        public Condition condition(RunTerms terms) {
            return new Condition.Comparison(ReportColumn.AGENT_ID, operator, value.operand(terms));
        }

        private static @Nullable BigDecimal number(@Nullable Object value) {
            try {
                return value == null ? null : new BigDecimal(value.toString().strip());
            } catch (NumberFormatException e) {
                return null;
            }
        }
    }

    record TeamComparison(Operator operator, Value value) implements Filter {
        @Override
        public @Nullable Boolean of(Row row) {
            return value.isUnevaluable() ? Boolean.TRUE : compared(row.team(), operator, (String) value.value());
        }

        @Override
        public Condition condition(RunTerms terms) {
            return new Condition.Comparison(ReportColumn.TEAM, operator, value.operand(terms));
        }
    }

    /** A test of LOGIN_DTS or LOGOUT_DTS. */
    record TimeTest(ReportColumn time, Shape shape, LongPredicate test) implements Filter {
        @Override
        public @Nullable Boolean of(Row row) {
            Long shown = shown(time, row);
            try {
                return shown == null ? null : (Boolean) test.test(shown);
            } catch (ArithmeticException e) {
                return null;
            }
        }

        @Override
        public Condition condition(RunTerms terms) {
            return new Condition.TimeTest(time, shape, terms.add(test));
        }
    }

    record NoLogin() implements Filter {
        @Override
        public Boolean of(Row row) {
            return row.login() == null;
        }

        @Override
        public Condition condition(RunTerms terms) {
            return Condition.NO_LOGIN;
        }
    }

    record Given(Value value) implements Filter {
        @Override
        public @Nullable Boolean of(Row row) {
            return value.isUnevaluable() ? Boolean.TRUE : (Boolean) value.value();
        }

        @Override
        public Condition condition(RunTerms terms) {
            return new Condition.RowIndependent(terms.add(value));
        }
    }

    /**
     * An operand that a column is compared with.
     *
     * @param value null for NULL
     * @param constant whether the value is known when the query is planned
     * @param isUnevaluable whether evaluating it fails; a comparison with it counts as true, so that the query evaluates
     *     it and fails
     */
    record Value(@Nullable Object value, boolean constant, boolean isUnevaluable) {
        static Value constant(Object value) {
            return new Value(value, true, false);
        }

        static Value computed(@Nullable Object value) {
            return new Value(value, false, false);
        }

        static Value unevaluable() {
            return new Value(null, false, true);
        }

        private Operand operand(RunTerms terms) {
            return constant ? new Operand.Constant(Objects.requireNonNull(value)) : terms.add(this);
        }
    }

    /** The computed terms of a filter. */
    final class RunTerms implements TermValues {
        private final List<Object> terms = new ArrayList<>();

        private Operand.Computed add(Object term) {
            terms.add(term);
            return new Operand.Computed(terms.size() - 1, "?" + terms.size());
        }

        @Override
        public @Nullable Object operand(int index) {
            Value value = (Value) terms.get(index);
            if (value.isUnevaluable()) {
                throw new ArithmeticException("/ by zero");
            }
            return value.value();
        }

        @Override
        public boolean test(int index, long time) {
            return ((LongPredicate) terms.get(index)).test(time);
        }
    }

    private static @Nullable Long shown(ReportColumn time, Row row) {
        return time == ReportColumn.LOGIN_DTS ? row.login() : row.logout();
    }

    /** @param decisive the value that one filter must have for all of them together to have it */
    private static @Nullable Boolean decided(List<Filter> filters, Row row, boolean decisive) {
        boolean unknown = false;
        for (Filter filter : filters) {
            Boolean one = filter.of(row);
            if (one == null) {
                unknown = true;
            } else if (one == decisive) {
                return decisive;
            }
        }
        return unknown ? null : (Boolean) !decisive;
    }

    private static <T extends Comparable<T>> @Nullable Boolean compared(
            @Nullable T left, Operator operator, @Nullable T right) {
        if (left == null || right == null) {
            return null;
        }
        int order = left.compareTo(right);
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }
}
