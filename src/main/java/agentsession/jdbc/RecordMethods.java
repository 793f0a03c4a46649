package agentsession.jdbc;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * What the JDK keeps of the records of the driver. Before JDK 20, the method handles from which it builds {@code equals}
 * and {@code hashCode} of all records refer to the record that was the last to need them, and so to its class loader
 * (JDK-8078641).
 */
final class RecordMethods {
    private RecordMethods() {}

    /** Makes the JDK refer to a class of its own instead, since the driver may be removed. */
    static void release() {
        MethodHandle getter = MethodHandles.identity(String.class);
        MethodType equals = MethodType.methodType(boolean.class, String.class, Object.class);
        MethodType hashCode = MethodType.methodType(int.class, String.class);
        try {
            ObjectMethods.bootstrap(MethodHandles.lookup(), "equals", equals, String.class, "value", getter);
            ObjectMethods.bootstrap(MethodHandles.lookup(), "hashCode", hashCode, String.class, "value", getter);
        } catch (Throwable e) {
            // A later JDK may accept records only, and needs none of this.
        }
    }
}
