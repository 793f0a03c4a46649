package agentsession.error;

/**
 * All SQLStates of the driver.
 *
 * <p>Connection pools depend on them: a state of class 08 makes HikariCP discard the connection, so class 08 is only for
 * connections that are not usable any more.
 */
public enum SqlState {
    /** A warning. The result is correct. */
    WARNING("01000"),
    WRONG_PARAMETER_COUNT("07001"),
    /** An unknown column or parameter. */
    INVALID_DESCRIPTOR_INDEX("07009"),
    /** A value that cannot be converted to the type of the getter, or from that of the setter. */
    RESTRICTED_DATA_TYPE("07006"),
    /** Connecting failed: malformed URL, unreachable host. */
    UNABLE_TO_CONNECT("08001"),
    CONNECTION_CLOSED("08003"),
    /** The service rejected the connection: unknown account, wrong base path. */
    CONNECTION_REJECTED("08004"),
    /** The connection failed during a report: incomplete body, connection reset. */
    CONNECTION_FAILURE("08006"),
    FEATURE_NOT_SUPPORTED("0A000"),
    /** A scalar sub-query that returned several rows. */
    CARDINALITY_VIOLATION("21000"),
    DATA_EXCEPTION("22000"),
    NUMERIC_VALUE_OUT_OF_RANGE("22003"),
    INVALID_DATETIME_FORMAT("22007"),
    DATETIME_FIELD_OVERFLOW("22008"),
    /** SUBSTRING with a negative length, or OVERLAY at an invalid position. */
    SUBSTRING_ERROR("22011"),
    DIVISION_BY_ZERO("22012"),
    INVALID_CHARACTER_VALUE_FOR_CAST("22018"),
    /** An invalid value of a connection property or method argument. */
    INVALID_PARAMETER_VALUE("22023"),
    /** A pattern of LIKE that ends with its escape character, or an ESCAPE of several characters. */
    INVALID_ESCAPE_SEQUENCE("22025"),
    INVALID_ARGUMENT_FOR_LOGARITHM("2201E"),
    /** A root or a power that is not a real number. */
    INVALID_ARGUMENT_FOR_POWER("2201F"),
    /** A cursor in the wrong state: before the first row, after the last, closed. */
    INVALID_CURSOR_STATE("24000"),
    /** A write or DDL; the report is read-only. */
    READ_ONLY("25006"),
    INVALID_AUTHORIZATION("28000"),
    SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION("42000"),
    SYNTAX_ERROR("42601"),
    AMBIGUOUS_COLUMN("42702"),
    UNDEFINED_COLUMN("42703"),
    /** A column that is neither grouped nor aggregated, or a misplaced aggregate. */
    GROUPING_ERROR("42803"),
    DATATYPE_MISMATCH("42804"),
    UNDEFINED_FUNCTION("42883"),
    UNDEFINED_TABLE("42P01"),
    /** A temporary file for the rows of a query or a report cannot be written or read. */
    DISK_FULL("53100"),
    /** The query needs more memory than {@code memoryLimit} or the heap of the JVM allows. */
    OUT_OF_MEMORY("53200"),
    /** The rate limit of the service is exceeded. */
    RATE_LIMITED("53400"),
    /** A valid statement that is too large to plan or compile. */
    STATEMENT_TOO_COMPLEX("54001"),
    QUERY_CANCELED("57014"),
    /** The service failed, or its response is not a report. */
    SERVICE_ERROR("58000"),
    GENERAL_ERROR("HY000"),
    FUNCTION_SEQUENCE_ERROR("HY010"),
    TIMEOUT("HYT00");

    private final String code;

    SqlState(String code) {
        this.code = code;
    }

    /** The five-character code of the state. */
    public String code() {
        return code;
    }
}
