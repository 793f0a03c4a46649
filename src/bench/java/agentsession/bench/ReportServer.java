package agentsession.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends files as reports over loopback HTTP, in chunks, so that the service costs as little as can be. The account in the
 * path selects the report.
 */
final class ReportServer implements AutoCloseable {
    private static final int CHUNK = 64 * 1_024;

    /** So that what is sent is little more than what is read. */
    private static final int SEND_BUFFER = 4 * CHUNK;

    private static final String CSV = "Content-Type: text/csv;charset=UTF-8\r\n";
    private static final Pattern ACCOUNT = Pattern.compile("/accounts/([^/]+)/reportsStreaming");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern START = Pattern.compile("\"startTimestamp\" *: *\"(\\d{4}-\\d\\d-\\d\\d)");
    private static final Pattern END = Pattern.compile("\"endTimestamp\" *: *\"(\\d{4}-\\d\\d-\\d\\d)");

    /**
     * What an account returns.
     *
     * @param fields of the header, each with a line end
     */
    record Report(String fields, Content content) {}

    /** Writes a body. */
    private interface Content {
        void send(Body body, LocalDate from, LocalDate to) throws IOException;
    }

    private final Map<String, Report> reports;
    private final ServerSocket server;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong open = new AtomicLong();

    private ReportServer(Map<String, Report> reports) throws IOException {
        this.reports = reports;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    /** Starts it on a free port, with the reports by account. */
    static ReportServer start(Map<String, Report> reports) throws IOException {
        ReportServer server = new ReportServer(reports);
        daemon(server::accept);
        return server;
    }

    /** The days of log-ins that are requested, of a CSV, several times over. */
    static Report csv(ReportFiles files, int copies) {
        return new Report(CSV, (body, from, to) -> {
            body.send(files.csv(), 0, files.header());
            long begin = offset(files, from);
            long end = offset(files, to.plusDays(1));
            for (int copy = 0; copy < copies; copy++) {
                body.send(files.csv(), begin, end);
            }
        });
    }

    /** All of a compressed CSV, whatever is requested. */
    static Report gzip(Path file) {
        return new Report(CSV + "Content-Encoding: gzip\r\n", all(file));
    }

    /** All of an XML document, whatever is requested. */
    static Report xml(Path file) {
        return new Report("Content-Type: text/xml;charset=UTF-8\r\n", all(file));
    }

    private static Content all(Path file) {
        return (body, from, to) -> body.send(file, 0, Files.size(file));
    }

    int port() {
        return server.getLocalPort();
    }

    /** The bytes of all responses so far, once no response is being sent. */
    long sent() {
        while (open.get() > 0) {
            LockSupport.parkNanos(1_000_000);
        }
        return sent.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static long offset(ReportFiles files, LocalDate day) {
        Entry<LocalDate, Long> entry = files.days().ceilingEntry(day);
        return entry == null ? files.days().lastEntry().getValue() : entry.getValue();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.incrementAndGet();
                daemon(() -> serve(socket));
            } catch (SocketException e) {
                // closed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String head = head(in);
            int length = Integer.parseInt(group(LENGTH, head));
            String request = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            String account = group(ACCOUNT, head);
            Report report = Objects.requireNonNull(reports.get(account), account);
            socket.setSendBufferSize(SEND_BUFFER);
            OutputStream out = socket.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n" + report.fields()
                            + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            report.content()
                    .send(new Body(out), LocalDate.parse(group(START, request)), LocalDate.parse(group(END, request)));
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // The client needs no more.
        } finally {
            open.decrementAndGet();
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The request ends in its head.");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static String group(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("There is no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "report-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** The body of a response. */
    final class Body {
        private static final int SIZE_LINE = 7;

        private final OutputStream out;
        private final byte[] chunk = new byte[SIZE_LINE + CHUNK + 2];

        private Body(OutputStream out) {
            this.out = out;
        }

        /** Writes the bytes of a file from one offset to another. */
        void send(Path file, long from, long to) throws IOException {
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                in.seek(from);
                for (long position = from; position < to; ) {
                    int size = (int) Math.min(CHUNK, to - position);
                    in.readFully(chunk, SIZE_LINE, size);
                    byte[] line = String.format(Locale.ROOT, "%05x\r\n", size).getBytes(StandardCharsets.US_ASCII);
                    System.arraycopy(line, 0, chunk, 0, SIZE_LINE);
                    chunk[SIZE_LINE + size] = '\r';
                    chunk[SIZE_LINE + size + 1] = '\n';
                    out.write(chunk, 0, SIZE_LINE + size + 2);
                    sent.addAndGet(size);
                    position += size;
                }
            }
        }
    }
}
