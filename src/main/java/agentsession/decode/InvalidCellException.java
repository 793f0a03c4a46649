package agentsession.decode;

import agentsession.error.SqlState;

/** A cell that is not a value of its column's type. The message is a predicate that follows the quoted cell. */
final class InvalidCellException extends Exception {
    private static final long serialVersionUID = 1L;

    private final SqlState state;

    InvalidCellException(SqlState state, String reason) {
        super(reason);
        this.state = state;
    }

    SqlState state() {
        return state;
    }
}
