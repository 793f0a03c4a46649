package agentsession.jdbc;

import agentsession.concurrent.CancellationToken;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a result set knows of where it comes from.
 *
 * @param zone of the report's wall clock
 * @param maxFieldSize characters or bytes of a value to show at most; 0 for all
 * @param statement that made it, or null
 * @param token cancels the query
 * @param closed called after the result set was closed
 * @param reason what a failure is, which may be that the connection has been closed
 */
record ResultContext(
        ZoneId zone,
        int maxFieldSize,
        int fetchSize,
        @Nullable Statement statement,
        CancellationToken token,
        Runnable closed,
        UnaryOperator<SQLException> reason) {

    /** Of a result set that no statement made. */
    static ResultContext detached(ZoneId zone) {
        return new ResultContext(zone, 0, 0, null, new CancellationToken(), () -> {}, UnaryOperator.identity());
    }
}
