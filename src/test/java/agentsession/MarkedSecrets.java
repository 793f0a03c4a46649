package agentsession;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Secrets that can be told by a mark, and all that is said while it listens. */
final class MarkedSecrets extends Handler implements AutoCloseable {
    private static final String MARK = "mArK3d";
    /** What may be Base64. It can begin within a longer run, since it has no marks of its own. */
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{6,}");

    private static final List<Logger> LOGGERS = List.of(
            Logger.getLogger(""),
            Logger.getLogger("agentsession"),
            Logger.getLogger("java.net.http"),
            Logger.getLogger("jdk.httpclient"),
            Logger.getLogger("jdk.internal.httpclient"));

    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final List<Level> levels = LOGGERS.stream()
            .map(logger -> logger.getLevel() == null ? Level.INFO : logger.getLevel())
            .toList();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    MarkedSecrets() {
        LOGGERS.get(0).addHandler(this);
        LOGGERS.forEach(logger -> logger.setLevel(Level.FINEST));
        System.setOut(listening());
        System.setErr(listening());
    }

    /** A secret with characters that forms, HTML and JSON write in another way. */
    static String password(String name) {
        return MARK + " " + name + "&<p>\"+ä%";
    }

    /** A secret that a header can hold. */
    static String token(String name) {
        return MARK + "." + name + ".&/+=\"<t>";
    }

    void hear(String text) {
        said.add(text);
    }

    /** What an object says of itself. */
    void hearOf(Object object) {
        hear(object.toString());
    }

    /** All that a failure says, and those behind it. */
    void hear(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        hear(trace.toString());
        hear(thrown.toString());
    }

    Collection<String> said() {
        return said;
    }

    /** What of it holds a mark, as it is or in Base64. */
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
                hear(new String(bytes, offset, length, StandardCharsets.UTF_8));
            }
        };
    }

    @Override
    public void publish(LogRecord line) {
        hear(new SimpleFormatter().format(line));
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
