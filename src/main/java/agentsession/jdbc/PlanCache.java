package agentsession.jdbc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The plans of the statements a connection used last, since tools prepare the same text again and again. */
final class PlanCache {
    private static final int SIZE = 64;

    private final Function<String, Session.Plan> planner;
    private final Map<String, Session.Plan> plans = new LinkedHashMap<>(SIZE, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session.Plan> eldest) {
            return size() > SIZE;
        }
    };

    PlanCache(Function<String, Session.Plan> planner) {
        this.planner = planner;
    }

    Session.Plan plan(String sql) {
        synchronized (plans) {
            Session.Plan known = plans.get(sql);
            if (known != null) {
                return known;
            }
        }
        Session.Plan planned = planner.apply(sql);
        synchronized (plans) {
            plans.put(sql, planned);
        }
        return planned;
    }
}
