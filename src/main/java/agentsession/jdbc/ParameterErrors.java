package agentsession.jdbc;

import agentsession.error.SqlState;
import agentsession.query.QueryParameter;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Errors for invalid parameter values.
 *
 * @param number the number of the parameter, from 1
 */
record ParameterErrors(QueryParameter parameter, int number) {

    SQLException mismatch(Object value) {
        return SqlExceptions.of(
                SqlState.RESTRICTED_DATA_TYPE,
                "Parameter " + number + " is of type " + sqlName() + " and cannot be set to a "
                        + value.getClass().getName() + ". " + advice());
    }

    private String advice() {
        return switch (ValueType.of(parameter.type()).family()) {
            case BOOLEAN -> "Set a boolean.";
            case INTEGER, DECIMAL, APPROXIMATE -> "Set a number, or a string such as 12.5.";
            case TEXT, OTHER -> "Set a String, a number or a time.";
            case BINARY -> "Set a byte array.";
            case DATE -> "Set a java.time.LocalDate, a java.sql.Date or a string such as 2026-01-31.";
            case TIME -> "Set a java.time.LocalTime, a java.sql.Time or a string such as 13:00:00.";
            case TIMESTAMP ->
                "Set a java.time.LocalDateTime, a java.sql.Timestamp or a string such as 2026-01-31 13:00:00.";
            case MONTHS -> "Set a java.time.Period of months.";
            case MILLIS -> "Set a java.time.Duration.";
            case ARRAY -> "Write CAST(? AS ...) with the type of the value.";
        };
    }

    SQLException unreadable(Object value, @Nullable Throwable cause) {
        return SqlExceptions.of(
                SqlState.INVALID_CHARACTER_VALUE_FOR_CAST,
                "Parameter " + number + " is of type " + sqlName() + ", which '" + value + "' is not. " + advice(),
                cause);
    }

    SQLException outOfRange(Object value, String why) {
        return SqlExceptions.of(
                SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
                "Parameter " + number + " is of type " + sqlName() + "; " + value + " " + why
                        + ". Set a number of that type.");
    }

    private String sqlName() {
        return ValueType.sqlName(parameter.type(), null);
    }
}
