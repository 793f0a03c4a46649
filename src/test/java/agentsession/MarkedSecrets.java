package agentsession;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Secrets that contain a mark, and a collector of strings that finds them. */
final class MarkedSecrets extends Handler implements AutoCloseable {
    private static final String MARK = "mArK3d";
    /** A run of Base64 characters. Base64 may start within a longer match, since it has no delimiters. */
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{6,}");

    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger(""),
            Logger.getLogger("agentsession"),
            Logger.getLogger("java.net.http"),
            Logger.getLogger("jdk.httpclient"),
            Logger.getLogger("jdk.internal.httpclient"));

    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final Queue<String> printed = new ConcurrentLinkedQueue<>();
    private final List<Level> levels = LOGGERS.stream()
            .map(logger -> logger.getLevel() == null ? Level.INFO : logger.getLevel())
            .toList();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    MarkedSecrets() {
        LOGGERS.get(0).addHandler(this);
        LOGGERS.forEach(logger -> logger.setLevel(Level.ALL));
        System.setOut(listening());
        System.setErr(listening());
    }

    /** A secret with characters that forms, HTML and JSON escape. */
    static String password(String name) {
        return MARK + " " + name + "&<p>\"+ä%";
    }

    /** A secret that is valid in a header. */
    static String token(String name) {
        return MARK + "." + name + ".&/+=\"<t>";
    }

    void add(String text) {
        said.add(text);
    }

    /** Collects toString of an object. */
    void addToStringOf(Object object) {
        add(object.toString());
    }

    /** Collects the messages of an exception, its causes and suppressed exceptions. */
    void add(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        add(trace.toString());
        add(thrown.toString());
    }

    Collection<String> said() {
        return said;
    }

    /** Returns what was written to {@code System.out} and {@code System.err}. */
    String printed() {
        return String.join("", printed);
    }

    /** Returns the strings that contain a mark, as it is or in Base64. */
    List<String> leaks() {
        return said.stream().filter(MarkedSecrets::shows).toList();
    }

    static boolean shows(String text) {
        return text.contains(MARK)
                || BASE64.matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .anyMatch(run -> List.of(0, 1, 2, 3).stream()
                                .anyMatch(start -> decoded(run.substring(start)).contains(MARK)));
    }

    private static String decoded(String run) {
        String plain = run.replace('-', '+').replace('_', '/');
        return new String(
                Base64.getDecoder().decode(plain.substring(0, plain.length() / 4 * 4)), StandardCharsets.ISO_8859_1);
    }

    private PrintStream listening() {
        return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
                add(text);
                printed.add(text);
            }
        };
    }

    @Override
    public void publish(LogRecord line) {
        add(new SimpleFormatter().format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        LOGGERS.get(0).removeHandler(this);
        for (int i = 0; i < levels.size(); i++) {
            LOGGERS.get(i).setLevel(levels.get(i));
        }
    }
}
