package agentsession.report;

/** The SQL type of a report column, and its Java type within the driver. */
public enum ColumnType {
    /** {@link Integer}. */
    INTEGER(10, 0),
    /** {@link Long}. */
    BIGINT(19, 0),
    /** {@link java.math.BigDecimal} with a scale of 2, or more if the report has more digits. */
    DECIMAL(12, 2),
    /** {@link String}, unchanged; never empty, since an empty cell is NULL. */
    VARCHAR(255, 0),
    /** {@link Long}: milliseconds from 1970-01-01T00:00 to the local time, as if both were in UTC. */
    TIMESTAMP(0, 0);

    private final int precision;
    private final int scale;

    ColumnType(int precision, int scale) {
        this.precision = precision;
        this.scale = scale;
    }

    public int precision() {
        return precision;
    }

    public int scale() {
        return scale;
    }
}
