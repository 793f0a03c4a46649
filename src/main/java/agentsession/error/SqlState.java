package agentsession.error;

/**
 * Every SQLState this driver emits, once.
 *
 * <p>Connection pools read these as a contract: a state of class 08 makes HikariCP throw the connection away, so class
 * 08 is used only where the connection is of no more use.
 */
public enum SqlState {
    /** A warning: the result is right, but there is something to know about it. */
    WARNING("01000"),
    WRONG_PARAMETER_COUNT("07001"),
    /** A column or parameter index or label that does not exist. */
    INVALID_DESCRIPTOR_INDEX("07009"),
    /** A value asked for as, or given as, a type it cannot be converted to. */
    RESTRICTED_DATA_TYPE("07006"),
    /** The connection cannot be made: malformed URL, unreachable host. */
    UNABLE_TO_CONNECT("08001"),
    CONNECTION_CLOSED("08003"),
    /** The service is there but refuses this connection: an unknown account, a wrong address. */
    CONNECTION_REJECTED("08004"),
    /** The connection broke while a report was under way: a cut body, a reset. */
    CONNECTION_FAILURE("08006"),
    FEATURE_NOT_SUPPORTED("0A000"),
    /** A sub-query that stands for one value and gave several. */
    CARDINALITY_VIOLATION("21000"),
    DATA_EXCEPTION("22000"),
    NUMERIC_VALUE_OUT_OF_RANGE("22003"),
    INVALID_DATETIME_FORMAT("22007"),
    DATETIME_FIELD_OVERFLOW("22008"),
    /** SUBSTRING or OVERLAY of a part that no text has. */
    SUBSTRING_ERROR("22011"),
    DIVISION_BY_ZERO("22012"),
    INVALID_CHARACTER_VALUE_FOR_CAST("22018"),
    /** A connection property or method argument with a value it cannot have. */
    INVALID_PARAMETER_VALUE("22023"),
    /** A pattern of LIKE that ends with its escape character, or an ESCAPE of several characters. */
    INVALID_ESCAPE_SEQUENCE("22025"),
    INVALID_ARGUMENT_FOR_LOGARITHM("2201E"),
    /** A root or a power that is no real number. */
    INVALID_ARGUMENT_FOR_POWER("2201F"),
    /** A call that the state of the cursor does not allow: before the first row, after the last, after close. */
    INVALID_CURSOR_STATE("24000"),
    /** A write or DDL; the report is read-only. */
    READ_ONLY("25006"),
    INVALID_AUTHORIZATION("28000"),
    SYNTAX_ERROR_OR_ACCESS_RULE_VIOLATION("42000"),
    SYNTAX_ERROR("42601"),
    AMBIGUOUS_COLUMN("42702"),
    UNDEFINED_COLUMN("42703"),
    /** A column that is neither grouped by nor aggregated, or an aggregate where none may stand. */
    GROUPING_ERROR("42803"),
    DATATYPE_MISMATCH("42804"),
    UNDEFINED_FUNCTION("42883"),
    UNDEFINED_TABLE("42P01"),
    /** The service allows no more requests for now. */
    RATE_LIMITED("53400"),
    /** A statement that is right but more than can be planned or compiled. */
    STATEMENT_TOO_COMPLEX("54001"),
    QUERY_CANCELED("57014"),
    /** The service failed or answered something that is no report. */
    SERVICE_ERROR("58000"),
    GENERAL_ERROR("HY000"),
    FUNCTION_SEQUENCE_ERROR("HY010"),
    TIMEOUT("HYT00");

    private final String code;

    SqlState(String code) {
        this.code = code;
    }

    /** The five characters of the state. */
    public String code() {
        return code;
    }
}
