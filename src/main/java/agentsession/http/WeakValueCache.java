package agentsession.http;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A cache of values that others use; it does not prevent their garbage collection. */
final class WeakValueCache<K, V> {
    private final Map<K, WeakReference<V>> values = new HashMap<>();

    /**
     * The value of a key; a new one if there is none.
     *
     * @param factory may be slow, since other keys do not wait for it, and its value is dropped if another thread is faster
     */
    V get(K key, Function<K, V> factory) {
        V known = find(key);
        return known == null ? putIfAbsent(key, factory.apply(key)) : known;
    }

    private synchronized V putIfAbsent(K key, V created) {
        V known = find(key);
        if (known != null) {
            return known;
        }
        values.put(key, new WeakReference<>(created));
        return created;
    }

    private synchronized @Nullable V find(K key) {
        values.values().removeIf(value -> value.refersTo(null));
        WeakReference<V> reference = values.get(key);
        return reference == null ? null : reference.get();
    }
}
