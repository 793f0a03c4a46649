package agentsession.http;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** A cache of values that others use; it does not prevent their garbage collection. */
final class WeakValueCache<K, V> {
    private final Map<K, WeakReference<V>> values = new HashMap<>();

    /** Returns the value of a key; makes one if there is none. */
    public synchronized V get(K key, Function<K, V> maker) {
        values.values().removeIf(value -> value.refersTo(null));
        WeakReference<V> reference = values.get(key);
        V value = reference == null ? null : reference.get();
        if (value == null) {
            value = maker.apply(key);
            values.put(key, new WeakReference<>(value));
        }
        return value;
    }
}
