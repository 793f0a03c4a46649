package agentsession.truth;

import agentsession.truth.Answer.Rows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares results: the same rows, in the same order if the query has one. */
final class Comparison {
    /** Averages and deviations of exact numbers have at least 6 digits here, and different ones elsewhere. */
    private static final double RELATIVE = 1e-6;

    private static final double ABSOLUTE = 2e-6;

    private final List<Boolean> approximate;
    private final boolean ordered;

    private Comparison(Query query) {
        approximate = query.types().stream().map(type -> type == Type.APPROX).toList();
        ordered = query.isOrdered();
    }

    static boolean same(Query query, Rows first, Rows second) {
        return new Comparison(query).same(first.rows(), second.rows());
    }

    private boolean same(List<List<@Nullable Object>> first, List<List<@Nullable Object>> second) {
        if (first.size() != second.size()) {
            return false;
        }
        List<List<@Nullable Object>> a = ordered ? first : sorted(first);
        List<List<@Nullable Object>> b = ordered ? second : sorted(second);
        for (int i = 0; i < a.size(); i++) {
            if (!sameRow(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean sameRow(List<@Nullable Object> a, List<@Nullable Object> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!sameValue(a.get(i), b.get(i), i < approximate.size() && approximate.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameValue(@Nullable Object a, @Nullable Object b, boolean approximate) {
        if (a instanceof BigDecimal first && b instanceof BigDecimal second) {
            return approximate ? close(first.doubleValue(), second.doubleValue()) : first.compareTo(second) == 0;
        }
        return Objects.equals(a, b);
    }

    private static boolean close(double a, double b) {
        return Math.abs(a - b) <= ABSOLUTE + RELATIVE * Math.max(Math.abs(a), Math.abs(b));
    }

    /** Sorts by the exact values first, so that inexact ones do not affect the matching of rows. */
    private List<List<@Nullable Object>> sorted(List<List<@Nullable Object>> rows) {
        List<List<@Nullable Object>> copy = new ArrayList<>(rows);
        copy.sort(Comparator.comparing(this::exactPart).thenComparing(this::approximatePart));
        return copy;
    }

    private String exactPart(List<@Nullable Object> row) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            boolean exact = i >= approximate.size() || !approximate.get(i) || !(value instanceof BigDecimal);
            key.append(!exact ? "~" : value instanceof BigDecimal n ? text(n) : String.valueOf(value))
                    .append('\u0001');
        }
        return key.toString();
    }

    private double approximatePart(List<@Nullable Object> row) {
        double sum = 0;
        for (int i = 0; i < row.size() && i < approximate.size(); i++) {
            if (approximate.get(i) && row.get(i) instanceof BigDecimal number) {
                sum = sum * 1_000 + number.doubleValue();
            }
        }
        return sum;
    }

    private static String text(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
