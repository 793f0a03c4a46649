package agentsession.jdbc;

import agentsession.query.QueryParameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** An LRU cache of the plans of a connection, since tools prepare the same statements repeatedly. */
final class PlanCache {
    private static final int MAX_SIZE = 64;

    private record Key(String sql, Map<Integer, QueryParameter> requestedTypes) {}

    private final BiFunction<String, Map<Integer, QueryParameter>, DriverSession.Plan> planner;
    private final Map<Key, DriverSession.Plan> plans = new LinkedHashMap<>(MAX_SIZE, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, DriverSession.Plan> eldest) {
            return size() > MAX_SIZE;
        }
    };

    PlanCache(BiFunction<String, Map<Integer, QueryParameter>, DriverSession.Plan> planner) {
        this.planner = planner;
    }

    /** @param requestedTypes the types that values require, by the index of their parameter */
    DriverSession.Plan plan(String sql, Map<Integer, QueryParameter> requestedTypes) {
        Key key = new Key(sql, Map.copyOf(requestedTypes));
        synchronized (plans) {
            DriverSession.Plan cached = plans.get(key);
            if (cached != null) {
                return cached;
            }
        }
        DriverSession.Plan planned = planner.apply(sql, key.requestedTypes);
        synchronized (plans) {
            plans.put(key, planned);
        }
        return planned;
    }
}
