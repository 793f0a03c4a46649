package agentsession.jdbc;

import agentsession.query.QueryParameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** An LRU cache of the plans of a connection, since tools prepare the same statements repeatedly. */
final class PlanCache {
    private static final int MAX_SIZE = 64;

    private record Key(String sql, Map<Integer, QueryParameter> requestedTypes) {}

    private final Map<Key, DriverSession.Plan> plans = new LinkedHashMap<>(MAX_SIZE, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, DriverSession.Plan> eldest) {
            return size() > MAX_SIZE;
        }
    };

    /**
     * Returns a plan.
     *
     * @param requestedTypes the types that values require, by the index of their parameter
     * @param planner creates a plan that is not in the cache
     */
    DriverSession.Plan plan(
            String sql, Map<Integer, QueryParameter> requestedTypes, Supplier<DriverSession.Plan> planner) {
        Key key = new Key(sql, Map.copyOf(requestedTypes));
        synchronized (plans) {
            DriverSession.Plan cached = plans.get(key);
            if (cached != null) {
                return cached;
            }
        }
        DriverSession.Plan planned = planner.get();
        synchronized (plans) {
            plans.put(key, planned);
        }
        return planned;
    }
}
