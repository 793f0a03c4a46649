package agentsession.memory;

import org.apache.calcite.linq4j.function.EqualityComparer;
import org.jspecify.annotations.Nullable;

/**
 * A value of a row with an equality of Calcite's.
 *
 * @param <K> the type of the value
 */
public final class RowKey<K> {
    private final K value;
    private final EqualityComparer<K> equality;

    private RowKey(K value, EqualityComparer<K> equality) {
        this.value = value;
        this.equality = equality;
    }

    /** The value itself if it is null or has no other equality than its own. */
    public static <K> @Nullable Object of(@Nullable K value, @Nullable EqualityComparer<K> equality) {
        return value == null || equality == null ? value : new RowKey<>(value, equality);
    }

    /** The value of a key that {@link #of} has returned. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the keys of one operator have the same type
    public static <K> K value(Object key) {
        return key instanceof RowKey<?> wrapped ? (K) wrapped.value : (K) key;
    }

    @Override
    public int hashCode() {
        return equality.hashCode(value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowKey<?> key && equality.equal(value, RowKey.value(key));
    }
}
