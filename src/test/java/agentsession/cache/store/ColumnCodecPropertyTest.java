package agentsession.cache.store;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.decode.InvalidCell;
import agentsession.error.SqlState;
import agentsession.report.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Any values of a column are decoded as they were. */
final class ColumnCodecPropertyTest {
    /** @param blocks the values of consecutive blocks, which one codec reads */
    record Column(ColumnType type, List<List<Object>> blocks) {}

    @Property(tries = 3_000)
    void anyValuesAreDecodedAsTheyWere(@ForAll("columns") Column column) {
        ColumnCodec codec = new ColumnCodec(column.type);
        for (List<Object> block : column.blocks) {
            @Nullable
            Object[][] rows =
                    block.stream().map(value -> new @Nullable Object[] {value}).toArray(Object[][]::new);
            ByteSink out = new ByteSink();
            ColumnCodec.encode(column.type, rows, rows.length, 0, out);

            @Nullable Object[] decoded = codec.decode(out.content(), rows.length);

            assertThat(decoded).containsExactly(block.toArray());
            assertThat(codec.hasInvalid()).isEqualTo(block.stream().anyMatch(InvalidCell.class::isInstance));
        }
    }

    @Provide
    Arbitrary<Column> columns() {
        return Arbitraries.of(ColumnType.class)
                .flatMap(type -> values(type)
                        .injectNull(0.2)
                        .list()
                        .ofMaxSize(600)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(blocks -> new Column(type, blocks)));
    }

    private static Arbitrary<Object> values(ColumnType type) {
        Arbitrary<Object> invalid = Combinators.combine(Arbitraries.of(SqlState.class), Arbitraries.strings())
                .as(InvalidCell::new);
        Arbitrary<Object> valid =
                switch (type) {
                    case INTEGER -> integers().map(Long::intValue);
                    case BIGINT -> integers().map(value -> value);
                    case TIMESTAMP ->
                        Arbitraries.oneOf(
                                Arbitraries.longs()
                                        .between(-1_000_000, 30_000_000)
                                        .map(minute -> minute * 60_000),
                                Arbitraries.longs().map(value -> value));
                    case DECIMAL ->
                        Arbitraries.oneOf(
                                integers().map(value -> BigDecimal.valueOf(value, 2)),
                                Combinators.combine(
                                                Arbitraries.bigIntegers()
                                                        .between(
                                                                BigInteger.TEN
                                                                        .pow(40)
                                                                        .negate(),
                                                                BigInteger.TEN.pow(40)),
                                                Arbitraries.integers().between(-5, 40))
                                        .as(BigDecimal::new));
                    case VARCHAR ->
                        Arbitraries.oneOf(
                                Arbitraries.of("Sales", "[No Team Name]", "é", "\u20ac", "\ud83d\ude00", "\ud800"),
                                Arbitraries.strings()
                                        .ofMinLength(1)
                                        .ofMaxLength(200)
                                        .map(text -> text));
                };
        return type == ColumnType.VARCHAR
                ? valid
                : Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(50, valid), net.jqwik.api.Tuple.of(1, invalid));
    }

    /** Of narrow ranges, for each width, and extremes. */
    private static Arbitrary<Long> integers() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 3),
                Arbitraries.longs().between(-100, 150),
                Arbitraries.longs().between(40_000, 90_000),
                Arbitraries.longs().between(1L << 33, (1L << 33) + 100_000),
                Arbitraries.longs(),
                Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L));
    }
}
