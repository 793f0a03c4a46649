package agentsession.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows, one after the other. Values are in Calcite's internal form: TIMESTAMP is a {@link Long} of milliseconds of the
 * wall clock since 1970-01-01T00:00, DATE an {@link Integer} of days, TIME an {@link Integer} of milliseconds, DECIMAL
 * a {@link java.math.BigDecimal}, BINARY a {@link org.apache.calcite.avatica.util.ByteString}, ARRAY and MULTISET a
 * {@link List}, INTERVAL a {@link Long} or {@link Integer} of milliseconds or months, others their usual Java class.
 */
public interface Cursor extends AutoCloseable {

    /**
     * Goes to the next row.
     *
     * @throws agentsession.error.DriverException if the rows could not be had; the cursor is at its end then
     */
    boolean next();

    /** The value of column {@code index}, from 0, in the current row. */
    @Nullable
    Object value(int index);

    /** What is to be known about the rows so far, oldest first; may grow with every call of {@link #next}. */
    List<String> warnings();

    /** Ends the query and what it downloads. Harmless when repeated. */
    @Override
    void close();
}
