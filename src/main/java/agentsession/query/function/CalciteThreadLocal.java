package agentsession.query.function;

import java.lang.reflect.Field;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A private thread-local of Calcite's runtime, without its faults: Calcite never removes the values, which refer to classes
 * of the driver, so that the threads of an application keep the class loader of the driver after it has been removed.
 */
final class CalciteThreadLocal {
    private final @Nullable ThreadLocal<Object> local;
    /** The values that no thread uses, since they are costly to make. */
    private final Queue<Object> free = new ConcurrentLinkedQueue<>();

    private CalciteThreadLocal(@Nullable ThreadLocal<Object> local) {
        this.local = local;
    }

    /**
     * Finds a thread-local. If another version of Calcite does not have it, {@link #during} does no more than its work.
     *
     * @param field a static field of the class
     */
    @SuppressWarnings("unchecked") // it is given its own values only
    static CalciteThreadLocal of(String className, String field) {
        try {
            Field found = Class.forName(className).getDeclaredField(field);
            found.setAccessible(true);
            return new CalciteThreadLocal((ThreadLocal<Object>) found.get(null));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return new CalciteThreadLocal(null);
        }
    }

    /** Does work that uses the thread-local; the thread keeps no value. */
    <T> T during(Supplier<T> work) {
        if (local == null) {
            return work.get();
        }
        Object value = free.poll();
        if (value != null) {
            local.set(value);
        }
        try {
            return work.get();
        } finally {
            free.add(local.get());
            local.remove();
        }
    }
}
