package agentsession.jdbc;

import agentsession.concurrent.CancellationToken;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The context of a result set.
 *
 * @param zone the time zone of the report
 * @param maxFieldSize the maximum number of characters or bytes of a value; 0 for no limit
 * @param statement the statement that created it, or null
 * @param token cancels the query
 * @param closed called after the result set was closed
 * @param reason replaces a failure by its cause, if the connection has been closed
 */
record ResultContext(
        ZoneId zone,
        int maxFieldSize,
        int fetchSize,
        @Nullable Statement statement,
        CancellationToken token,
        Runnable closed,
        UnaryOperator<SQLException> reason) {

    /** The context of a result set without a statement. */
    static ResultContext detached(ZoneId zone) {
        return new ResultContext(zone, 0, 0, null, new CancellationToken(), () -> {}, UnaryOperator.identity());
    }
}
