package agentsession.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over rows. Values are in Calcite's internal representation: TIMESTAMP is a {@link Long} of milliseconds of local
 * time since 1970-01-01T00:00, DATE an {@link Integer} of days, TIME an {@link Integer} of milliseconds, DECIMAL a {@link
 * java.math.BigDecimal}, BINARY a {@link org.apache.calcite.avatica.util.ByteString}, ARRAY and MULTISET a {@link List},
 * INTERVAL a {@link Long} or {@link Integer} of milliseconds or months, other types their usual Java class.
 */
public interface Cursor extends AutoCloseable {

    /**
     * Moves to the next row.
     *
     * @throws agentsession.error.DriverException if the query fails; the cursor is then at its end
     */
    boolean next();

    /** The value of column {@code index}, from 0, in the current row. */
    @Nullable
    Object value(int index);

    /** The warnings so far, oldest first; each call of {@link #next} may add some. */
    List<String> warnings();

    /** Cancels the query and its downloads. Idempotent. */
    @Override
    void close();
}
