package agentsession.jdbc;

import agentsession.error.SqlState;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Checks of arguments that many calls share. */
final class Options {
    private Options() {}

    static void checkNotNegative(String what, long value) throws SQLException {
        if (value < 0) {
            throw SqlExceptions.of(
                    SqlState.INVALID_PARAMETER_VALUE, "The " + what + " cannot be negative, but is " + value);
        }
    }

    /** Every direction of the specification is taken as the hint it is, since rows only come forward. */
    static void checkFetchDirection(int direction) throws SQLException {
        if (direction != ResultSet.FETCH_FORWARD
                && direction != ResultSet.FETCH_REVERSE
                && direction != ResultSet.FETCH_UNKNOWN) {
            throw SqlExceptions.of(
                    SqlState.INVALID_PARAMETER_VALUE, direction + " is none of ResultSet's fetch directions");
        }
    }
}
