package agentsession.report;

/** The SQL type of a report column, and the Java form in which its values travel through the driver. */
public enum ColumnType {
    /** {@link Integer}. */
    INTEGER(10, 0),
    /** {@link Long}. */
    BIGINT(19, 0),
    /** {@link java.math.BigDecimal} of scale 2 (or more, if the report ever shows more digits). */
    DECIMAL(12, 2),
    /** {@link String}, as delivered; never empty, since an empty cell is NULL. */
    VARCHAR(255, 0),
    /** {@link Long}: milliseconds from 1970-01-01T00:00 to the report's wall clock, as if that clock were UTC. */
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
