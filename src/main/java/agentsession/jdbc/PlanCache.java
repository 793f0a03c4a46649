package agentsession.jdbc;

import agentsession.query.QueryParameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** The plans of the statements a connection used last, since tools prepare the same text again and again. */
final class PlanCache {
    private static final int SIZE = 64;

    /** What a plan is made of. */
    private record Key(String sql, Map<Integer, QueryParameter> asked) {}

    private final BiFunction<String, Map<Integer, QueryParameter>, DriverSession.Plan> planner;
    private final Map<Key, DriverSession.Plan> plans = new LinkedHashMap<>(SIZE, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, DriverSession.Plan> eldest) {
            return size() > SIZE;
        }
    };

    PlanCache(BiFunction<String, Map<Integer, QueryParameter>, DriverSession.Plan> planner) {
        this.planner = planner;
    }

    /** @param asked the types that values ask for, by the index of their parameter */
    DriverSession.Plan plan(String sql, Map<Integer, QueryParameter> asked) {
        Key key = new Key(sql, Map.copyOf(asked));
        synchronized (plans) {
            DriverSession.Plan known = plans.get(key);
            if (known != null) {
                return known;
            }
        }
        DriverSession.Plan planned = planner.apply(sql, key.asked);
        synchronized (plans) {
            plans.put(key, planned);
        }
        return planned;
    }
}
