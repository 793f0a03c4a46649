package agentsession.decode;

import agentsession.error.SqlState;

/** A cell that is no value of its column's type. The message says why and reads on from the cell's text. */
final class BadCellException extends Exception {
    private static final long serialVersionUID = 1L;

    private final SqlState state;

    BadCellException(SqlState state, String reason) {
        super(reason);
        this.state = state;
    }

    SqlState state() {
        return state;
    }
}
