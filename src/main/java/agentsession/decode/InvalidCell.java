package agentsession.decode;

import agentsession.error.DriverException;
import agentsession.error.SqlState;

/**
 * The place of a cell that is not a value of its column's type, in a row of {@link ReportReader#keepInvalidCells}.
 *
 * @param message names the record, the column and the cell
 */
public record InvalidCell(SqlState state, String message) {

    /** The error of a query that uses the cell. */
    public DriverException exception() {
        return new DriverException(state, message);
    }
}
