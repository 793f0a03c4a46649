package agentsession.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A local server that runs a script for each connection: after each complete HTTP request, or on connecting.
 */
public final class RawServer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *(\\d+)\r\n");

    private final ServerSocket listener;
    private final Script script;
    private final boolean atOnce;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Long> times = new CopyOnWriteArrayList<>();
    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    /** Uses a connection. Afterwards the next request is read. */
    @FunctionalInterface
    public interface Script {
        void play(Connection connection) throws IOException;
    }

    /** Starts a server that runs the script after each request. */
    public RawServer(Script script) throws IOException {
        this(script, false);
    }

    private RawServer(Script script, boolean atOnce) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script, atOnce);
    }

    private RawServer(ServerSocket listener, Script script, boolean atOnce) {
        this.script = script;
        this.atOnce = atOnce;
        this.listener = listener;
        daemon(this::listen);
    }

    /** Starts a server on a listener, which it closes when it is closed. */
    public static RawServer accepting(ServerSocket listener, Script script) {
        return new RawServer(listener, script, false);
    }

    /** Starts a server that runs the script once for each new connection. */
    public static RawServer atOnce(Script script) throws IOException {
        return new RawServer(script, true);
    }

    /** Sends these bytes (one a character) and closes the connection. */
    public static Script answering(String bytes) {
        return connection -> {
            connection.send(bytes);
            connection.close();
        };
    }

    /** Runs the scripts one after the other, one for each request, and the last one for all further requests. */
    public static Script inTurn(Script... scripts) {
        AtomicInteger turn = new AtomicInteger();
        return connection -> scripts[Math.min(turn.getAndIncrement(), scripts.length - 1)].play(connection);
    }

    /** Alternates between two scripts, one for each request. */
    public static Script alternating(Script one, Script other) {
        AtomicInteger turn = new AtomicInteger();
        return connection -> (turn.getAndIncrement() % 2 == 0 ? one : other).play(connection);
    }

    /** Sends these bytes and then stalls until the client closes the connection. */
    public static Script stallingAfter(String bytes) {
        return connection -> {
            connection.send(bytes);
            connection.awaitClient();
        };
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** The requests received, with headers and body. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** The times at which the requests were received, by {@link System#nanoTime}. */
    public List<Long> times() {
        return List.copyOf(times);
    }

    public int connections() {
        return sockets.size();
    }

    /** The number of open connections, as far as this side knows. */
    public long openConnections() {
        return sockets.stream().filter(socket -> !socket.isClosed()).count();
    }

    /** Waits for a complete request. */
    public void awaitRequest() throws InterruptedException {
        requested.await();
    }

    /** Waits until a client has closed its connection. */
    public void awaitClientGone() throws InterruptedException {
        left.await();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Connection connection = new Connection(socket);
            if (atOnce) {
                script.play(connection);
                return;
            }
            while (!socket.isClosed() && connection.readRequest()) {
                requested.countDown();
                script.play(connection);
            }
        } catch (IOException e) {
            // The client closed the connection, as many tests expect.
        } finally {
            left.countDown();
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** A connection of a client. */
    public final class Connection {
        private final Socket socket;
        private String request = "";

        private Connection(Socket socket) {
            this.socket = socket;
        }

        /** The last request, with headers and body. */
        public String request() {
            return request;
        }

        /** Sends bytes, one a character. */
        public void send(String bytes) throws IOException {
            send(bytes.getBytes(StandardCharsets.ISO_8859_1));
        }

        public void send(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        /** Sends a chunk of a chunked body. */
        public void sendChunk(String bytes) throws IOException {
            send(Integer.toHexString(bytes.length()) + "\r\n" + bytes + "\r\n");
        }

        /** Waits until the client sends something, and drops it. */
        public void awaitBytes() throws IOException {
            InputStream in = socket.getInputStream();
            in.read();
            in.skipNBytes(in.available());
        }

        /** Drops what the client sends until it closes the connection. */
        public void drain() throws IOException {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }

        /** Waits until the client closes the connection. */
        public void awaitClient() throws IOException {
            socket.getInputStream().read();
        }

        /**
         * Waits until a condition is true or the client closes the connection.
         *
         * @throws IOException if the client closed it first
         */
        public void await(BooleanSupplier condition) throws IOException {
            socket.setSoTimeout(10);
            while (!condition.getAsBoolean()) {
                try {
                    if (socket.getInputStream().read() < 0) {
                        throw new EOFException("The client has gone");
                    }
                } catch (SocketTimeoutException e) {
                    // Check the condition again.
                }
            }
            socket.setSoTimeout(0);
        }

        public void close() throws IOException {
            socket.close();
        }

        /** Resets the connection. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        private boolean readRequest() throws IOException {
            InputStream in = socket.getInputStream();
            StringBuilder request = new StringBuilder();
            int end = -1;
            while (end < 0 || request.length() < end) {
                int next = in.read();
                if (next < 0) {
                    return false;
                }
                request.append((char) next);
                if (end < 0 && next == '\n' && request.indexOf("\r\n\r\n") >= 0) {
                    Matcher length = LENGTH.matcher(request);
                    end = request.length() + (length.find() ? Integer.parseInt(length.group(1)) : 0);
                }
            }
            times.add(System.nanoTime());
            this.request = request.toString();
            requests.add(this.request);
            return true;
        }
    }
}
