package agentsession.memory;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With no memory but what each operator starts with, the results are those of the collections of the JDK. */
final class SpillingTest {
    private static final int ROWS = 60_000;

    private final CancellationToken token = new CancellationToken();
    private final QueryMemory memory = new QueryMemory(new MemoryLimit(0), token);

    @AfterEach
    void everythingIsGivenBack() {
        memory.close();

        assertThat(MemoryLimit.held()).isZero();
    }

    /** Rows of a number, of which there are several, and their place. */
    private static List<Object[]> rows(int numbers) {
        Random random = new Random(7);
        return IntStream.range(0, ROWS)
                .mapToObj(i -> new Object[] {random.nextInt(numbers), "row " + i})
                .toList();
    }

    @Test
    void aSortIsStable() {
        List<Object[]> rows = rows(1_000);
        Comparator<Object[]> byNumber = Comparator.comparing(row -> (Integer) row[0]);
        ExternalSort<Object[]> sort = new ExternalSort<>(byNumber, memory, memory.hold("ORDER BY"));
        rows.forEach(sort::add);

        assertThat(sort.sorted())
                .toIterable()
                .containsExactlyElementsOf(rows.stream().sorted(byNumber).toList());
    }

    @Test
    void eachDistinctRowIsReturnedOnce() {
        List<Integer> numbers =
                rows(20_000).stream().map(row -> (Integer) row[0]).toList();
        DistinctRows<Integer> distinct = new DistinctRows<>(number -> number, memory, memory.hold("DISTINCT"));
        List<Integer> returned = new ArrayList<>();
        for (Iterator<Integer> pass = numbers.iterator(); pass != null; pass = distinct.later()) {
            pass.forEachRemaining(number -> {
                if (distinct.isNew(number)) {
                    returned.add(number);
                }
            });
        }

        assertThat(returned)
                .containsExactlyInAnyOrderElementsOf(numbers.stream().distinct().toList());
    }

    @Test
    void eachGroupIsAggregatedOnce() {
        List<Object[]> rows = rows(20_000);
        Groups<Object[], Long> groups =
                new Groups<>(row -> row[0], () -> 0L, (count, row) -> count + 1, memory, memory.hold("GROUP BY"));
        Map<Object, Long> counts = new HashMap<>();
        for (Iterator<Object[]> pass = rows.iterator(); pass != null; pass = groups.later()) {
            pass.forEachRemaining(groups::add);
            groups.complete()
                    .forEachRemaining(group -> assertThat(counts.put(group.getKey(), group.getValue()))
                            .isNull());
        }

        assertThat(counts).isEqualTo(rows.stream().collect(groupingBy(row -> row[0], counting())));
    }

    @Test
    void rowsThatMatchAreInTheSamePartOfAJoin() {
        List<Object[]> outer = rows(500);
        List<Object[]> inner = rows(500).subList(0, 30_000);
        HashJoin<Object[], Object[]> join = new HashJoin<>(row -> row[0], row -> row[0], memory, memory.hold("JOIN"));
        Map<Object, Long> matches = new HashMap<>();
        int parts = 0;
        for (Iterator<HashJoin.Part<Object[], Object[]>> each = join.parts(outer.iterator(), inner.iterator());
                each.hasNext(); ) {
            HashJoin.Part<Object[], Object[]> part = each.next();
            parts++;
            Map<Object, Long> byNumber = part.inner().stream().collect(groupingBy(row -> row[0], counting()));
            part.outer().forEachRemaining(row -> matches.merge(row[0], byNumber.getOrDefault(row[0], 0L), Long::sum));
        }

        Map<Object, Long> expected = new HashMap<>();
        Map<Object, Long> byNumber = inner.stream().collect(groupingBy(row -> row[0], counting()));
        outer.forEach(row -> expected.merge(row[0], byNumber.getOrDefault(row[0], 0L), Long::sum));
        // Files that are still too large have been divided again.
        assertThat(parts).isGreaterThan(HashedFiles.FILES);
        assertThat(matches).isEqualTo(expected);
    }

    @Test
    void aRowThatCannotBeWrittenIsAnErrorThatNamesTheOperatorAndTheLimit() {
        ExternalSort<Object> sort =
                new ExternalSort<>(Comparator.comparing(Object::toString), memory, memory.hold("ORDER BY"));

        assertThatThrownBy(() -> IntStream.range(0, ROWS).forEach(i -> sort.add(Locale.ROOT)))
                .isInstanceOfSatisfying(
                        DriverException.class, e -> assertThat(e.state()).isEqualTo(SqlState.OUT_OF_MEMORY))
                .hasMessageContainingAll("memoryLimit", "ORDER BY");
    }

    @Test
    void aCancelledQuerySortsNoFurther() {
        ExternalSort<Integer> sort = new ExternalSort<>(Comparator.naturalOrder(), memory, memory.hold("ORDER BY"));
        sort.add(1);
        token.cancel(new DriverException(SqlState.QUERY_CANCELED, "Cancelled"));

        assertThatThrownBy(() -> sort.add(2)).hasMessage("Cancelled");
    }
}
