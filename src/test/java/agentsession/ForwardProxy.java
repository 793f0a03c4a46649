package agentsession;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An HTTP proxy for HTTPS: it tunnels by CONNECT, and records any other request without forwarding it. */
final class ForwardProxy implements AutoCloseable {
    private static final String LOGIN = "proxy-authorization: ";
    private static final String REFUSAL = String.join(
            "\r\n",
            "HTTP/1.1 407 Who are you?",
            "Proxy-Authenticate: Basic realm=\"test\"",
            "Content-Length: 0",
            "Connection: close",
            "",
            "");

    private final ServerSocket listener;
    private final @Nullable String wanted;
    private final List<String> requestHeaders = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** @param login user and password, separated by a colon; null for no authentication */
    ForwardProxy(@Nullable String login) throws IOException {
        wanted = login == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The request lines and headers received. */
    List<String> requestHeaders() {
        return List.copyOf(requestHeaders);
    }

    private void listen() throws IOException {
        while (true) {
            Socket client = listener.accept();
            sockets.add(client);
            daemon(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        String headers = headers(client.getInputStream());
        if (headers.isEmpty()) {
            return;
        }
        requestHeaders.add(headers);
        List<String> lines = headers.lines().filter(line -> !line.isEmpty()).toList();
        boolean admitted = wanted == null
                || lines.stream()
                        .anyMatch(line ->
                                isLogin(line) && line.substring(LOGIN.length()).equals(wanted));
        if (!admitted) {
            send(client, REFUSAL);
            client.close();
            return;
        }
        String[] first = lines.get(0).split(" ", -1);
        if (!first[0].equals("CONNECT")) {
            send(client, "HTTP/1.1 405 Only CONNECT\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            client.close();
            return;
        }
        URI target = URI.create("tunnel://" + first[1]);
        Socket server = new Socket(target.getHost(), target.getPort());
        sockets.add(server);
        send(client, "HTTP/1.1 200 Connected\r\n\r\n");
        daemon(() -> pump(client, server));
        pump(server, client);
    }

    private static boolean isLogin(String line) {
        return line.toLowerCase(Locale.ROOT).startsWith(LOGIN);
    }

    private static String headers(InputStream in) throws IOException {
        StringBuilder headers = new StringBuilder();
        while (headers.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            headers.append((char) next);
        }
        return headers.toString();
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One side has closed its connection.
                    }
                },
                "forward-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
