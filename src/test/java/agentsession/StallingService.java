package agentsession;

import agentsession.http.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** A service that stalls a query in a phase until it is released. */
final class StallingService implements AutoCloseable {
    private static final String ROW = "1,11/2/26 8:00 AM,\r\n";

    private final ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    /** The maximum number of connections that wait to be accepted. */
    private final List<Socket> waiting = List.of(toFull(), toFull());

    private final RawServer server = new RawServer(this::handle);
    private volatile boolean released;

    StallingService() throws IOException {}

    /** The phase in which a query waits. */
    enum Phase {
        CONNECTION("HttpExchange", RawReport.SQL, ""),
        SIGN_IN("SharedSignIn", RawReport.SQL, ""),
        RENEWAL("SharedSignIn", RawReport.SQL, ""),
        HEAD("HttpExchange", RawReport.SQL, ""),
        RETRY_AFTER("Retries", RawReport.SQL, "&maxRetries=5"),
        PERMIT("RateLimiter", RawReport.SQL, "&requestsPerMinute=1"),
        NEXT_ROW("BodyStream", RawReport.SQL, ""),
        COUNT_OF_ROWS_THAT_STALL("BodyStream", RawReport.COUNT, ""),
        COUNT_OF_ROWS_THAT_COME("ReportReader", RawReport.COUNT, "");

        private final String waitsIn;
        private final String sql;
        private final String properties;

        /** @param waitsIn the class of the driver in which the feed thread waits */
        Phase(String waitsIn, String sql, String properties) {
            this.waitsIn = waitsIn;
            this.sql = sql;
            this.properties = properties;
        }

        String sql() {
            return sql;
        }

        /** Whether a query has reached this phase. */
        boolean isReached() {
            return Thread.getAllStackTraces().entrySet().stream()
                    .filter(thread -> thread.getKey().getName().startsWith("agent-session-feed"))
                    .flatMap(thread -> List.of(thread.getValue()).stream())
                    .anyMatch(frame -> frame.getClassName().endsWith("." + waitsIn));
        }
    }

    Connection connect(Phase phase) throws SQLException {
        int port =
                phase == Phase.CONNECTION ? full.getLocalPort() : server.base().getPort();
        return DriverManager.getConnection("jdbc:agentsession://127.0.0.1:" + port + "/" + phase
                + "/7?tls=false&cacheMaxAge=PT0S&verify=false&timeZone=UTC&now=2026-11-20T18:00:30Z"
                + (phase == Phase.CONNECTION ? "&accessToken=t" : "&user=u&password=p&platformId=1")
                + phase.properties);
    }

    /** Stops stalling; stalled queries continue. */
    void release() {
        released = true;
    }

    /** Also accepts the waiting connections. Close it. */
    RawServer releaseConnections() {
        release();
        return RawServer.accepting(full, this::handle);
    }

    long openConnections() {
        return server.openConnections();
    }

    private void handle(RawServer.Connection connection) throws IOException {
        String line = connection.request().lines().findFirst().orElseThrow();
        Phase phase = Phase.valueOf(line.split("/", -1)[1]);
        if (line.contains("/api/auth/")) {
            boolean renewal = line.contains("/refresh");
            if (phase == (renewal ? Phase.RENEWAL : Phase.SIGN_IN)) {
                connection.await(() -> released);
            }
            String token = "{\"accessToken\":\"" + (renewal ? "new" : "old") + "\",\"refreshToken\":\"r\"}";
            connection.send(RawReport.withLength(token));
            connection.close();
            return;
        }
        switch (released ? Phase.CONNECTION : phase) {
            case HEAD -> connection.awaitClient();
            case RETRY_AFTER -> RawReport.status(503, "Retry-After: 200").play(connection);
            case RENEWAL -> RawReport.status(401).play(connection);
            case NEXT_ROW, COUNT_OF_ROWS_THAT_STALL -> {
                connection.send(RawReport.CHUNKED);
                connection.sendChunk(RawReport.HEADER + ROW);
                connection.awaitClient();
            }
            case COUNT_OF_ROWS_THAT_COME -> {
                connection.send(RawReport.CHUNKED);
                connection.sendChunk(RawReport.HEADER);
                while (true) {
                    connection.sendChunk(ROW.repeat(100));
                }
            }
            default -> RawReport.whole().play(connection);
        }
    }

    private Socket toFull() throws IOException {
        return new Socket(full.getInetAddress(), full.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
        full.close();
        for (Socket socket : waiting) {
            socket.close();
        }
    }
}
