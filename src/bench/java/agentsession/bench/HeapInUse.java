package agentsession.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The largest heap in use after a garbage collection of this JVM. */
final class HeapInUse {
    private final AtomicLong largest = new AtomicLong();

    /** Observes the collections from now on. */
    static HeapInUse observe() {
        HeapInUse heap = new HeapInUse();
        List<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .toList();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> heap.add(
                                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData()),
                                    pools),
                            null,
                            null);
        }
        return heap;
    }

    /** In bytes; 0 if there was no collection. */
    long bytes() {
        return largest.get();
    }

    private void add(GarbageCollectionNotificationInfo collection, List<String> pools) {
        long used = collection.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> pools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
        largest.accumulateAndGet(used, Math::max);
    }
}
