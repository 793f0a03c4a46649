package agentsession.truth;

/** The types of expressions that generated queries distinguish. */
enum Type {
    /** INTEGER and BIGINT. */
    INT("INTEGER"),
    NUM("DECIMAL(12, 2)"),
    /** A number whose digits depend on the database; it is selected, but not an operand. */
    APPROX("DOUBLE PRECISION"),
    /** A DOUBLE that is a small multiple of a power of 2, and thus exact. */
    DOUBLE("DOUBLE PRECISION"),
    TEXT("VARCHAR"),
    TIME("TIMESTAMP"),
    DATE("DATE"),
    BOOL("BOOLEAN");

    private final String sql;

    Type(String sql) {
        this.sql = sql;
    }

    /** The name of the SQL type, the same in each dialect. */
    String sql() {
        return sql;
    }

    boolean isNumber() {
        return this == INT || this == NUM || this == DOUBLE;
    }
}
