package agentsession.query.memory;

import agentsession.memory.DistinctRows;
import agentsession.memory.ExternalSort;
import agentsession.memory.Groups;
import agentsession.memory.HashJoin;
import agentsession.memory.HeldMemory;
import agentsession.memory.QueryMemory;
import agentsession.memory.RowKey;
import agentsession.memory.RowSize;
import com.google.common.collect.Iterators;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.EnumerableDefaults;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.JoinType;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.function.EqualityComparer;
import org.apache.calcite.linq4j.function.Function0;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.linq4j.function.Function2;
import org.apache.calcite.linq4j.function.Predicate2;
import org.jspecify.annotations.Nullable;

/**
 * The operators of {@link EnumerableDefaults} that hold rows, with the same parameters after the memory of the query. Sorts,
 * DISTINCT and GROUP BY go on in files when the limit is reached; the others fail with SQLState 53200. Public for generated
 * code, which calls them by name.
 */
public final class HeldRows {
    /** Sorts with a limit up to this are small. */
    private static final int FEW_ROWS = 10_000;

    private static final int ENTRY = 64;

    private HeldRows() {}

    /** ORDER BY. */
    public static <T, K> Enumerable<T> orderBy(
            QueryMemory memory, Enumerable<T> rows, Function1<T, K> key, @Nullable Comparator<K> comparator) {
        return new Held<>(memory, "ORDER BY") {
            @Override
            Iterator<T> read(HeldMemory held, Inputs inputs) {
                ExternalSort<T> sort = new ExternalSort<>(order(key, comparator), memory, held);
                inputs.open(rows).forEachRemaining(sort::add);
                return sort.sorted();
            }
        };
    }

    @SuppressWarnings("unchecked") // without a comparator, Calcite's keys are comparable
    private static <T, K> Comparator<T> order(Function1<T, K> key, @Nullable Comparator<K> comparator) {
        Comparator<K> order = comparator == null ? (Comparator<K>) Comparator.naturalOrder() : comparator;
        return (a, b) -> order.compare(key.apply(a), key.apply(b));
    }

    /** ORDER BY with OFFSET and FETCH. */
    public static <T, K> Enumerable<T> orderBy(
            QueryMemory memory,
            Enumerable<T> rows,
            Function1<T, K> key,
            @Nullable Comparator<K> comparator,
            int offset,
            int fetch) {
        return (long) offset + fetch <= FEW_ROWS
                ? EnumerableDefaults.orderBy(rows, key, comparator, offset, fetch)
                : orderBy(memory, rows, key, comparator).skip(offset).take(fetch);
    }

    /** DISTINCT. */
    public static <T> Enumerable<T> distinct(QueryMemory memory, Enumerable<T> rows) {
        return distinct(memory, rows, null);
    }

    /** DISTINCT with an equality. */
    public static <T> Enumerable<T> distinct(
            QueryMemory memory, Enumerable<T> rows, @Nullable EqualityComparer<T> equality) {
        return distinctBy(memory, "DISTINCT", rows, row -> RowKey.of(row, equality));
    }

    private static <T> Enumerable<T> distinctBy(
            QueryMemory memory, String operator, Enumerable<T> rows, Function<T, Object> keys) {
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<T> enumerator() {
                HeldMemory held = memory.hold(operator);
                return new DistinctEnumerator<>(rows.enumerator(), new DistinctRows<>(keys, memory, held), held);
            }
        };
    }

    /** UNION. */
    public static <T> Enumerable<T> union(QueryMemory memory, Enumerable<T> rows, Enumerable<T> others) {
        return union(memory, rows, others, null);
    }

    /** UNION with an equality. */
    public static <T> Enumerable<T> union(
            QueryMemory memory, Enumerable<T> rows, Enumerable<T> others, @Nullable EqualityComparer<T> equality) {
        return distinct(memory, rows.concat(others), equality);
    }

    /** INTERSECT. */
    public static <T> Enumerable<T> intersect(
            QueryMemory memory, Enumerable<T> rows, Enumerable<T> others, boolean all) {
        return intersect(memory, rows, others, null, all);
    }

    /** INTERSECT with an equality. */
    public static <T> Enumerable<T> intersect(
            QueryMemory memory,
            Enumerable<T> rows,
            Enumerable<T> others,
            @Nullable EqualityComparer<T> equality,
            boolean all) {
        return matched(memory, "INTERSECT", rows, others, equality, intersection(all));
    }

    private static IntBinaryOperator intersection(boolean all) {
        return (left, right) -> all ? Math.min(left, right) : Math.min(1, Math.min(left, right));
    }

    /** EXCEPT. */
    public static <T> Enumerable<T> except(QueryMemory memory, Enumerable<T> rows, Enumerable<T> others, boolean all) {
        return except(memory, rows, others, null, all);
    }

    /** EXCEPT with an equality. */
    public static <T> Enumerable<T> except(
            QueryMemory memory,
            Enumerable<T> rows,
            Enumerable<T> others,
            @Nullable EqualityComparer<T> equality,
            boolean all) {
        return matched(memory, "EXCEPT", rows, others, equality, difference(all));
    }

    private static IntBinaryOperator difference(boolean all) {
        return (left, right) -> all ? Math.max(0, left - right) : left > 0 && right == 0 ? 1 : 0;
    }

    /** @param result how often a row is returned, by how often it stands on each side */
    private static <T> Enumerable<T> matched(
            QueryMemory memory,
            String operator,
            Enumerable<T> rows,
            Enumerable<T> others,
            @Nullable EqualityComparer<T> equality,
            IntBinaryOperator result) {
        Enumerable<@Nullable Object[]> sides = rows.select(row -> new @Nullable Object[] {true, row})
                .concat(others.select(row -> new @Nullable Object[] {false, row}));
        return HeldRows.<@Nullable Object[], SideCounts<T>, SideCounts<T>>grouped(
                        memory,
                        operator,
                        sides,
                        sided -> RowKey.of(HeldRows.<T>row(sided), equality),
                        SideCounts::new,
                        (counts, sided) -> counts.add(row(sided), Boolean.TRUE.equals(sided[0])),
                        (key, counts) -> counts)
                .selectMany(counts -> Linq4j.asEnumerable(counts.rows(result)));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the second value is a row
    private static <T> @Nullable T row(@Nullable Object[] sided) {
        return (T) sided[1];
    }

    /** GROUP BY. */
    public static <T, K, A, R> Enumerable<R> groupBy(
            QueryMemory memory,
            Enumerable<T> rows,
            Function1<T, K> key,
            Function0<A> initializer,
            Function2<A, T, A> adder,
            Function2<K, A, R> result) {
        return groupBy(memory, rows, key, initializer, adder, result, null);
    }

    /** GROUP BY with an equality. */
    public static <T, K, A, R> Enumerable<R> groupBy(
            QueryMemory memory,
            Enumerable<T> rows,
            Function1<T, K> key,
            Function0<A> initializer,
            Function2<A, T, A> adder,
            Function2<K, A, R> result,
            @Nullable EqualityComparer<K> equality) {
        return grouped(
                memory,
                "GROUP BY",
                rows,
                row -> RowKey.of(key.apply(row), equality),
                initializer,
                adder,
                (k, a) -> result.apply(RowKey.value(k), a));
    }

    private static <T, A, R> Enumerable<R> grouped(
            QueryMemory memory,
            String operator,
            Enumerable<T> rows,
            Function<T, Object> key,
            Function0<A> initializer,
            Function2<A, T, A> adder,
            Function2<Object, A, R> result) {
        return new Held<>(memory, operator) {
            @Override
            Iterator<R> read(HeldMemory held, Inputs inputs) {
                Groups<T, A> groups = new Groups<>(key, initializer::apply, adder::apply, memory, held);
                inputs.open(rows).forEachRemaining(groups::add);
                return new Iterator<>() {
                    private Iterator<Map.Entry<Object, A>> complete = groups.complete();

                    @Override
                    public boolean hasNext() {
                        while (!complete.hasNext()) {
                            Iterator<T> later = groups.later();
                            if (later == null) {
                                return false;
                            }
                            later.forEachRemaining(groups::add);
                            complete = groups.complete();
                        }
                        return true;
                    }

                    @Override
                    public R next() {
                        Map.Entry<Object, A> group = complete.next();
                        return result.apply(group.getKey(), group.getValue());
                    }
                };
            }
        };
    }

    /** GROUP BY with grouping sets. */
    public static <T, K, A, R> Enumerable<R> groupByMultiple(
            QueryMemory memory,
            Enumerable<T> rows,
            List<Function1<T, K>> keys,
            Function0<A> initializer,
            Function2<A, T, A> adder,
            Function2<K, A, R> result) {
        return counted(
                memory,
                "GROUP BY",
                held -> EnumerableDefaults.groupByMultiple(
                        rows, keys, counted(initializer, keys.size(), held), adder, result));
    }

    /** @param keys the number of grouping sets; each group has a key of about as many values */
    private static <A> Function0<A> counted(Function0<A> initializer, int keys, HeldMemory held) {
        return () -> {
            A group = initializer.apply();
            held.add(RowSize.of(group) + (long) ENTRY * (keys + 1));
            return group;
        };
    }

    /** An equi-join. */
    public static <T, I, K, R> Enumerable<R> hashJoin(
            QueryMemory memory,
            Enumerable<T> outer,
            Enumerable<I> inner,
            Function1<T, K> outerKey,
            Function1<I, K> innerKey,
            Function2<T, I, R> result,
            @Nullable EqualityComparer<K> equality,
            boolean nullsOnLeft,
            boolean nullsOnRight,
            @Nullable Predicate2<T, I> predicate) {
        return joined(
                memory,
                outer,
                inner,
                outerKey,
                innerKey,
                equality,
                (rows, others) -> rows.hashJoin(
                        others, outerKey, innerKey, result, equality, nullsOnLeft, nullsOnRight, predicate));
    }

    /** IN and EXISTS. */
    public static <T, I, K> Enumerable<T> semiJoin(
            QueryMemory memory,
            Enumerable<T> outer,
            Enumerable<I> inner,
            Function1<T, K> outerKey,
            Function1<I, K> innerKey,
            @Nullable EqualityComparer<K> equality,
            @Nullable Predicate2<T, I> predicate) {
        return joined(
                memory,
                outer,
                lookedUp(memory, inner, innerKey, equality, predicate),
                outerKey,
                innerKey,
                equality,
                (rows, others) -> EnumerableDefaults.semiJoin(rows, others, outerKey, innerKey, equality, predicate));
    }

    /** NOT IN and NOT EXISTS. */
    public static <T, I, K> Enumerable<T> antiJoin(
            QueryMemory memory,
            Enumerable<T> outer,
            Enumerable<I> inner,
            Function1<T, K> outerKey,
            Function1<I, K> innerKey,
            @Nullable EqualityComparer<K> equality,
            @Nullable Predicate2<T, I> predicate) {
        return joined(
                memory,
                outer,
                lookedUp(memory, inner, innerKey, equality, predicate),
                outerKey,
                innerKey,
                equality,
                (rows, others) -> EnumerableDefaults.antiJoin(rows, others, outerKey, innerKey, equality, predicate));
    }

    /** The rows that are looked up: one of each key, or all if a predicate looks at them. */
    private static <T, I, K> Enumerable<I> lookedUp(
            QueryMemory memory,
            Enumerable<I> inner,
            Function1<I, K> key,
            @Nullable EqualityComparer<K> equality,
            @Nullable Predicate2<T, I> predicate) {
        return predicate == null
                ? distinctBy(memory, "IN or EXISTS", inner, row -> RowKey.of(key.apply(row), equality))
                : inner;
    }

    /** @param join joins the rows of a part */
    private static <T, I, K, R> Enumerable<R> joined(
            QueryMemory memory,
            Enumerable<T> outer,
            Enumerable<I> inner,
            Function1<T, K> outerKey,
            Function1<I, K> innerKey,
            @Nullable EqualityComparer<K> equality,
            BiFunction<Enumerable<T>, Enumerable<I>, Enumerable<R>> join) {
        Function<T, Object> outerKeys = row -> RowKey.of(outerKey.apply(row), equality);
        Function<I, Object> innerKeys = row -> RowKey.of(innerKey.apply(row), equality);
        return new Held<>(memory, "JOIN") {
            @Override
            Iterator<R> read(HeldMemory held, Inputs inputs) {
                Iterator<I> innerRows = inputs.open(inner);
                Iterator<HashJoin.Part<T, I>> parts =
                        new HashJoin<>(outerKeys, innerKeys, memory, held).parts(inputs.open(outer), innerRows);
                return Iterators.concat(Iterators.transform(
                        parts,
                        part -> join.apply(once(part.outer()), Linq4j.asEnumerable(part.inner()))
                                .iterator()));
            }
        };
    }

    /** A join by any condition. */
    public static <T, I, R> Enumerable<R> nestedLoopJoin(
            QueryMemory memory,
            Enumerable<T> outer,
            Enumerable<I> inner,
            Predicate2<T, I> predicate,
            Function2<T, I, R> result,
            JoinType type) {
        return type.generatesNullsOnLeft()
                ? counted(
                        memory,
                        "JOIN",
                        held -> EnumerableDefaults.nestedLoopJoin(
                                outer, counted(inner, held), predicate, counted(result, held), type))
                : EnumerableDefaults.nestedLoopJoin(outer, inner, predicate, result, type);
    }

    private static <T, I, R> Function2<T, I, R> counted(Function2<T, I, R> result, HeldMemory held) {
        return (outer, inner) -> {
            R row = result.apply(outer, inner);
            held.add(RowSize.of(row));
            return row;
        };
    }

    private static <R> Enumerable<R> counted(
            QueryMemory memory, String operator, Function<HeldMemory, Enumerable<R>> rows) {
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<R> enumerator() {
                HeldMemory held = memory.hold(operator);
                try {
                    return new ClosingEnumerator<>(rows.apply(held).enumerator(), held::close);
                } catch (RuntimeException | Error e) {
                    held.close();
                    throw e;
                }
            }
        };
    }

    private static <T> Enumerable<T> counted(Enumerable<T> rows, HeldMemory held) {
        return new AbstractEnumerable<>() {
            @Override
            public Enumerator<T> enumerator() {
                return new CountingEnumerator<>(rows.enumerator(), held, ENTRY);
            }
        };
    }

    /** Rows that are read when the first is needed. */
    private abstract static class Held<R> extends AbstractEnumerable<R> {
        private final QueryMemory memory;
        private final String operator;

        Held(QueryMemory memory, String operator) {
            this.memory = memory;
            this.operator = operator;
        }

        abstract Iterator<R> read(HeldMemory held, Inputs inputs);

        @Override
        public Enumerator<R> enumerator() {
            HeldMemory held = memory.hold(operator);
            Inputs inputs = new Inputs(held);
            try {
                return new ClosingEnumerator<>(once(read(held, inputs)).enumerator(), inputs::close);
            } catch (RuntimeException | Error e) {
                inputs.close();
                throw e;
            }
        }
    }

    private static <R> Enumerable<R> once(Iterator<R> rows) {
        return Linq4j.asEnumerable(() -> rows);
    }
}
