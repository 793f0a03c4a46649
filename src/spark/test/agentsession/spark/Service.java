package agentsession.spark;

import agentsession.demo.DemoProcess;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The demo service in a process of its own. */
final class Service implements AutoCloseable {
    static final String NOW = "2026-11-20T18:00:30Z";

    private final Jvm jvm;
    private final URI base;

    /** A report as the service has seen it: what became of it, its window, and its size. */
    record Report(String fate, String start, String end, long bytes) {
        static Report parse(String text) {
            String[] fields = text.split(",", -1);
            return new Report(fields[0], fields[1], fields[2], Long.parseLong(fields[3]));
        }

        boolean complete() {
            return fate.equals("COMPLETE");
        }
    }

    Service(long sessions) throws InterruptedException, URISyntaxException {
        Path tests = Path.of(DemoProcess.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        jvm = Jvm.start(
                Path.of(""),
                List.of("-Xmx256m"),
                Jvm.classPath(tests, Path.of(System.getProperty("driverJar"))),
                DemoProcess.class.getName(),
                String.valueOf(sessions),
                NOW);
        base = URI.create(jvm.await(Pattern.compile("(http://\\S+)")));
    }

    /** The URL of the report, with the time zone of the report and of the connection's clock. */
    String url(String properties) {
        return "jdbc:agentsession://127.0.0.1:" + base.getPort() + "/99990001?tls=false&timeZone=US/Arizona&now=" + NOW
                + "&lookback=P100D&" + properties;
    }

    /** Forgets requests, limits and faults. */
    void reset() throws InterruptedException {
        jvm.ask("reset");
    }

    void limit(int requests, int seconds) throws InterruptedException {
        jvm.ask("limit " + requests + " " + seconds);
    }

    /** Refuses reports whose window starts so. */
    void fail(String start) throws InterruptedException {
        jvm.ask("fail " + start);
    }

    /** Breaks off reports whose window starts so, a number of times. */
    void cut(int times, String start) throws InterruptedException {
        jvm.ask("cut " + times + " " + start);
    }

    int logins() throws InterruptedException {
        return Integer.parseInt(jvm.ask("logins"));
    }

    List<Report> reports() throws InterruptedException {
        return Stream.of(jvm.ask("reports").split(";"))
                .filter(report -> !report.isEmpty())
                .map(Report::parse)
                .toList();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
