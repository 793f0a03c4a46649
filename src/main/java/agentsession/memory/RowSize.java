package agentsession.memory;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates how many bytes a row takes on the heap. */
public final class RowSize {
    private static final long REFERENCE = 8;
    private static final long HEADER = 16;
    private static final long NUMBER = 24;
    private static final long DECIMAL = 56;
    private static final long STRING = 48;
    private static final long OTHER = 64;

    private RowSize() {}

    /** The bytes of a row, which is an array, a list or a single value, and of a reference to it. */
    public static long of(@Nullable Object row) {
        if (row == null) {
            return REFERENCE;
        }
        if (row instanceof Object[] values) {
            long bytes = HEADER + REFERENCE;
            for (Object value : values) {
                bytes += of(value);
            }
            return bytes;
        }
        if (row instanceof String string) {
            return STRING + REFERENCE + string.length();
        }
        if (row instanceof List<?> list) {
            long bytes = HEADER + OTHER;
            for (Object value : list) {
                bytes += of(value);
            }
            return bytes;
        }
        if (row instanceof RowKey<?> key) {
            return OTHER + of(RowKey.value(key));
        }
        if (row instanceof Map<?, ?> map) {
            return OTHER + of(List.copyOf(map.keySet())) + of(List.copyOf(map.values()));
        }
        if (row instanceof BigDecimal) {
            return DECIMAL + REFERENCE;
        }
        return (row instanceof Number || row instanceof Boolean ? NUMBER : OTHER) + REFERENCE;
    }
}
