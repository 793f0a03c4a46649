package agentsession.jdbc;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.query.QueryParameter;
import agentsession.query.QueryTimeout;
import agentsession.query.ResultColumn;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * A session in which all queries have the same columns, parameters and rows. The start of the SQL sets the behaviour:
 * {@code wait} waits for a cancel when it is opened, {@code stall} when its second row is read; {@code cut} fails there,
 * {@code write} when it is prepared and {@code broken} when it is opened.
 */
final class FakeDriverSession implements DriverSession {
    static final ZoneId ARIZONA = ZoneId.of("US/Arizona");

    final List<String> prepared = new ArrayList<>();
    final List<FakeRun> runs = new ArrayList<>();
    final List<String> applicationNames = new ArrayList<>();
    final CountDownLatch waiting = new CountDownLatch(1);
    List<ResultColumn> columns = List.of(column("A", SqlTypeName.VARCHAR));
    List<QueryParameter> parameters = List.of();
    List<List<@Nullable Object>> rows = List.of(row("1"), row("2"), row("3"));
    /** Runs while the session is being closed. */
    Runnable onClose = () -> {};

    boolean closed;

    static ResultColumn column(String label, SqlTypeName type) {
        return new ResultColumn(label, null, type, -1, 0, true, null);
    }

    static QueryParameter parameter(SqlTypeName type) {
        return new QueryParameter(type, -1, 0, true);
    }

    static List<@Nullable Object> row(@Nullable Object... values) {
        return java.util.Arrays.asList(values);
    }

    AgentSessionConnection connection() {
        return new AgentSessionConnection(this);
    }

    FakeRun lastRun() {
        return runs.get(runs.size() - 1);
    }

    @Override
    public String url() {
        return "jdbc:agentsession://localhost/1";
    }

    @Override
    public String userName() {
        return "";
    }

    @Override
    public ZoneId timeZone() {
        return ARIZONA;
    }

    @Override
    public Plan prepare(
            String sql, Map<Integer, QueryParameter> asked, QueryTimeout timeout, CancellationToken statement) {
        prepared.add(sql);
        if (sql.startsWith("write")) {
            throw new DriverException(SqlState.READ_ONLY, "The report is read-only");
        }
        return new Plan() {
            @Override
            public List<ResultColumn> columns() {
                return columns;
            }

            @Override
            public List<QueryParameter> parameters() {
                return parameters;
            }

            @Override
            public Run start(
                    List<@Nullable Object> values, long maxRows, QueryTimeout timeout, CancellationToken statement) {
                FakeRun run = new FakeRun(sql, values, maxRows, timeout.duration(), statement);
                runs.add(run);
                return run;
            }
        };
    }

    @Override
    public void applicationName(String name) {
        applicationNames.add(name);
    }

    @Override
    public void close() {
        onClose.run();
        closed = true;
    }

    /** A run that records its arguments. */
    final class FakeRun implements Run {
        final List<@Nullable Object> values;
        final long maxRows;
        final Duration timeout;
        final List<String> warnings = new ArrayList<>();
        private final CancellationToken token;
        private final String sql;
        private int row = -1;
        volatile boolean closed;

        FakeRun(String sql, List<@Nullable Object> values, long maxRows, Duration timeout, CancellationToken token) {
            this.sql = sql;
            this.values = values;
            this.maxRows = maxRows;
            this.timeout = timeout;
            this.token = token;
        }

        boolean isCancelled() {
            return token.isCancelled();
        }

        @Override
        public void open() {
            warnings.add("The report starts 90 days ago");
            if (sql.startsWith("wait")) {
                awaitCancel();
            }
            if (sql.startsWith("broken")) {
                throw new IllegalStateException("a bug");
            }
        }

        @Override
        public boolean next() {
            row++;
            if (sql.startsWith("stall") && row == 1) {
                awaitCancel();
            }
            if (sql.startsWith("cut") && row == 1) {
                throw new DriverException(SqlState.CONNECTION_FAILURE, "The body was cut after 1 row");
            }
            return row < rows.size() && (maxRows == 0 || row < maxRows);
        }

        private void awaitCancel() {
            waiting.countDown();
            token.await(new CompletableFuture<>());
        }

        @Override
        public @Nullable Object value(int index) {
            return rows.get(row).get(index);
        }

        @Override
        public List<String> warnings() {
            return warnings;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
