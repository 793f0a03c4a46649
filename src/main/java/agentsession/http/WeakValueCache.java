package agentsession.http;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Values that are shared by all who ask for them by an equal key, for as long as any of these holds them. */
final class WeakValueCache<K, V> {
    private final Map<K, WeakReference<V>> known = new HashMap<>();

    /** The value of a key; a new one if no one holds one. */
    public synchronized V get(K key, Function<K, V> maker) {
        known.values().removeIf(value -> value.refersTo(null));
        WeakReference<V> reference = known.get(key);
        V value = reference == null ? null : reference.get();
        if (value == null) {
            value = maker.apply(key);
            known.put(key, new WeakReference<>(value));
        }
        return value;
    }
}
