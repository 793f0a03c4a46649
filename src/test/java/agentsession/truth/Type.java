package agentsession.truth;

/** The types of expressions, as far as a generated query has to tell them apart. */
enum Type {
    /** INTEGER and BIGINT alike. */
    INT("INTEGER"),
    NUM("DECIMAL(12, 2)"),
    /** A number of which databases keep more or fewer digits; it is shown, never computed with. */
    APPROX("DOUBLE PRECISION"),
    /** A DOUBLE that is a small multiple of a power of 2, and so exact. */
    DOUBLE("DOUBLE PRECISION"),
    TEXT("VARCHAR"),
    TIME("TIMESTAMP"),
    DATE("DATE"),
    BOOL("BOOLEAN");

    private final String sql;

    Type(String sql) {
        this.sql = sql;
    }

    /** The name of a type of this kind, the same in each dialect. */
    String sql() {
        return sql;
    }

    boolean isNumber() {
        return this == INT || this == NUM || this == DOUBLE;
    }
}
