package agentsession.report;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * A condition on the columns that the service can filter on, derived from a filter. The filter implies it: it is true for
 * every row for which the filter is true, and possibly for others. {@link Object#toString} is SQL-like, for EXPLAIN.
 */
public sealed interface Condition {

    /** True for every row: the filter, or this part of it, cannot be pushed down. */
    Condition ALWAYS = new All(List.of());

    /** False for every row. */
    Condition NEVER = new Any(List.of());

    /** LOGIN_DTS is NULL. */
    Condition NO_LOGIN = new NoLogin();

    /** The conjunction. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }

        @Override
        public String toString() {
            return conditions.isEmpty() ? "TRUE" : joined(conditions, " AND ");
        }
    }

    /** The disjunction. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }

        @Override
        public String toString() {
            return conditions.isEmpty() ? "FALSE" : joined(conditions, " OR ");
        }
    }

    /** LOGIN_DTS is NULL. */
    record NoLogin() implements Condition {
        @Override
        public String toString() {
            return ReportColumn.LOGIN_DTS + " IS NULL";
        }
    }

    /** A comparison of a column with a value; not true if either is NULL. */
    record Comparison(ReportColumn column, Operator operator, Operand operand) implements Condition {
        @Override
        public String toString() {
            return column + " " + operator.symbol() + " " + operand;
        }
    }

    /**
     * A predicate on one time column, evaluated by the compiled expression of the query.
     *
     * @param column LOGIN_DTS or LOGOUT_DTS
     * @param test whether it is true for a local time
     */
    record TimeTest(ReportColumn column, Shape shape, Operand.Computed test) implements Condition {
        @Override
        public String toString() {
            return test.toString();
        }
    }

    /** A predicate without columns, such as {@code ? IS NULL}. */
    record RowIndependent(Operand.Computed test) implements Condition {
        @Override
        public String toString() {
            return test.toString();
        }
    }

    /** The times for which a {@link TimeTest} is true. */
    enum Shape {
        /** All times from some time on. */
        FROM,
        /** All times up to some time. */
        UNTIL,
        /** Whole days: its value depends on the date only. */
        BY_DAY
    }

    /** A comparison operator. */
    enum Operator {
        EQUAL("="),
        NOT_EQUAL("<>"),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }

        /** @param comparison negative if the left operand is less than the right, 0 if they are equal */
        boolean isTrue(int comparison) {
            return switch (this) {
                case EQUAL -> comparison == 0;
                case NOT_EQUAL -> comparison != 0;
                case LESS -> comparison < 0;
                case LESS_OR_EQUAL -> comparison <= 0;
                case GREATER -> comparison > 0;
                case GREATER_OR_EQUAL -> comparison >= 0;
            };
        }
    }

    /** The value that a column is compared with. */
    sealed interface Operand {

        /** A value known when the query is planned, of the Java type in {@link ColumnType}. */
        record Constant(Object value) implements Operand {
            @Override
            public String toString() {
                if (value instanceof Long millis) {
                    return WallClock.text(millis);
                }
                return value instanceof String text ? "'" + text + "'" : value.toString();
            }
        }

        /**
         * A value known when the query runs.
         *
         * @param index its index in {@link TermValues}
         * @param text its text in the plan
         */
        record Computed(int index, String text) implements Operand {
            @Override
            public String toString() {
                return text;
            }
        }
    }

    static Condition all(List<Condition> conditions) {
        List<Condition> relevant =
                conditions.stream().filter(c -> !c.equals(ALWAYS)).toList();
        if (relevant.contains(NEVER)) {
            return NEVER;
        }
        return relevant.size() == 1 ? relevant.get(0) : new All(relevant);
    }

    static Condition any(List<Condition> conditions) {
        List<Condition> possible =
                conditions.stream().filter(c -> !c.equals(NEVER)).toList();
        if (possible.contains(ALWAYS)) {
            return ALWAYS;
        }
        return possible.size() == 1 ? possible.get(0) : new Any(possible);
    }

    private static String joined(List<Condition> conditions, String separator) {
        return conditions.stream()
                .map(c -> c instanceof All || c instanceof Any ? "(" + c + ")" : c.toString())
                .collect(joining(separator));
    }
}
