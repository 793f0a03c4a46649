package agentsession.jdbc;

import agentsession.error.SqlState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Checks of method arguments. */
final class ArgumentChecks {
    private ArgumentChecks() {}

    static void checkNotNegative(String name, long value) throws SQLException {
        if (value < 0) {
            throw SqlExceptions.of(
                    SqlState.INVALID_PARAMETER_VALUE, "The " + name + " must not be negative, but is " + value);
        }
    }

    /** All directions of the specification are accepted, since they are hints. */
    static void checkFetchDirection(int direction) throws SQLException {
        if (direction != ResultSet.FETCH_FORWARD
                && direction != ResultSet.FETCH_REVERSE
                && direction != ResultSet.FETCH_UNKNOWN) {
            throw SqlExceptions.of(
                    SqlState.INVALID_PARAMETER_VALUE, direction + " is not a fetch direction of ResultSet");
        }
    }

    static void checkHoldability(int holdability) throws SQLException {
        if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT && holdability != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
            throw SqlExceptions.of(
                    SqlState.INVALID_PARAMETER_VALUE, holdability + " is not a holdability of ResultSet");
        }
    }

    static void checkResultSet(int type, int concurrency, int holdability) throws SQLException {
        if (type != ResultSet.TYPE_FORWARD_ONLY
                && type != ResultSet.TYPE_SCROLL_INSENSITIVE
                && type != ResultSet.TYPE_SCROLL_SENSITIVE) {
            throw SqlExceptions.of(SqlState.INVALID_PARAMETER_VALUE, type + " is not a type of ResultSet");
        }
        if (concurrency != ResultSet.CONCUR_READ_ONLY && concurrency != ResultSet.CONCUR_UPDATABLE) {
            throw SqlExceptions.of(
                    SqlState.INVALID_PARAMETER_VALUE, concurrency + " is not a concurrency of ResultSet");
        }
        checkHoldability(holdability);
    }

    static void checkIsolation(int level) throws SQLException {
        switch (level) {
            case Connection.TRANSACTION_NONE,
                    Connection.TRANSACTION_READ_UNCOMMITTED,
                    Connection.TRANSACTION_READ_COMMITTED,
                    Connection.TRANSACTION_REPEATABLE_READ,
                    Connection.TRANSACTION_SERIALIZABLE -> {}
            default ->
                throw SqlExceptions.of(
                        SqlState.INVALID_PARAMETER_VALUE, level + " is not an isolation level of Connection");
        }
    }
}
