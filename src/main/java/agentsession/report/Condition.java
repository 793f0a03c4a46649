package agentsession.report;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * What a filter says about the columns that the service can filter on. It holds for every row for which the filter is
 * true, and perhaps for more. Its text is SQL-like, for EXPLAIN.
 */
public sealed interface Condition {

    /** Every row satisfies it: the filter, or this part of it, says nothing that the service understands. */
    Condition ANYTHING = new All(List.of());

    /** No row satisfies it. */
    Condition NEVER = new Any(List.of());

    /** LOGIN_DTS is NULL. */
    Condition NO_LOGIN = new NoLogin();

    /** All of the conditions hold. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }

        @Override
        public String toString() {
            return conditions.isEmpty() ? "TRUE" : joined(conditions, " AND ");
        }
    }

    /** At least one of the conditions holds. */
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

    /** A column compared with a value; never true where either is NULL. */
    record Comparison(ReportColumn column, Operator operator, Operand operand) implements Condition {
        @Override
        public String toString() {
            return column + " " + operator.symbol() + " " + operand;
        }
    }

    /**
     * A test of a single time column, evaluated by the code of the query itself.
     *
     * @param column LOGIN_DTS or LOGOUT_DTS
     * @param test tells true or not for a wall-clock time of the column
     */
    record TimeTest(ReportColumn column, Shape shape, Operand.Computed test) implements Condition {
        @Override
        public String toString() {
            return test.toString();
        }
    }

    /** A test of no column at all, such as {@code ? IS NULL}. */
    record Given(Operand.Computed test) implements Condition {
        @Override
        public String toString() {
            return test.toString();
        }
    }

    /** For which times a {@link TimeTest} is true. */
    enum Shape {
        /** From some time on. */
        FROM,
        /** Up to some time. */
        UNTIL,
        /** For whole days: it gives the same answer for all times of a day. */
        BY_DAY
    }

    /** An operator of comparison. */
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

        public String symbol() {
            return symbol;
        }
    }

    /** The value a column is compared with. */
    sealed interface Operand {

        /** A value known when the query is planned, in the form that {@link ColumnType} gives for its column. */
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
         * @param index its place among the query's {@link TermValues}
         * @param text as the plan writes it
         */
        record Computed(int index, String text) implements Operand {
            @Override
            public String toString() {
                return text;
            }
        }
    }

    static Condition all(List<Condition> conditions) {
        List<Condition> telling =
                conditions.stream().filter(c -> !c.equals(ANYTHING)).toList();
        if (telling.contains(NEVER)) {
            return NEVER;
        }
        return telling.size() == 1 ? telling.get(0) : new All(telling);
    }

    static Condition any(List<Condition> conditions) {
        List<Condition> possible =
                conditions.stream().filter(c -> !c.equals(NEVER)).toList();
        if (possible.contains(ANYTHING)) {
            return ANYTHING;
        }
        return possible.size() == 1 ? possible.get(0) : new Any(possible);
    }

    private static String joined(List<Condition> conditions, String separator) {
        return conditions.stream()
                .map(c -> c instanceof All || c instanceof Any ? "(" + c + ")" : c.toString())
                .collect(joining(separator));
    }
}
