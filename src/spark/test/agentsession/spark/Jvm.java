package agentsession.spark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.launcher.JavaModuleOptions;

/** A JVM that a test starts and ends, with all JVMs that this one has started. */
final class Jvm implements AutoCloseable {
    /** Reached only if a test fails. */
    private static final long SECONDS = 120;

    private final Process process;
    private final Writer input;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> output = new ArrayList<>();

    private Jvm(Process process) {
        this.process = process;
        input = process.outputWriter();
        Thread reader = new Thread(this::read, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::destroy));
    }

    /** Starts a main class with the jars and the environment of a Spark distribution. */
    static Jvm start(Path sparkHome, List<String> options, String classPath, String... command) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-XX:+UseSerialGC");
        line.add("-XX:TieredStopAtLevel=1");
        line.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        line.addAll(options);
        line.add("-cp");
        line.add(classPath);
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME",
                        sparkHome.toString(),
                        "SPARK_LOCAL_IP",
                        "127.0.0.1",
                        "SPARK_SCALA_VERSION",
                        "2.13"));
        builder.environment().keySet().removeAll(List.of("SPARK_CONF_DIR", "SPARK_DIST_CLASSPATH", "SPARK_JAVA_OPTS"));
        try {
            return new Jvm(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String classPath(Path... entries) {
        return List.of(entries).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits for a line that contains a match, and returns its first group. */
    String await(Pattern pattern) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (true) {
            String line = lines.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new AssertionError("No line has " + pattern + " in " + seen());
            }
            Matcher match = pattern.matcher(line);
            if (match.find()) {
                return match.group(1);
            }
        }
    }

    /** Sends a line, and returns the next line of output. */
    String ask(String line) throws InterruptedException {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(seen(), e);
        }
        return await(Pattern.compile("(.*)"));
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The process does not end: " + seen());
        }
        return process.exitValue();
    }

    String seen() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        destroy();
        List<ProcessHandle> all = new ArrayList<>(started);
        all.add(process.toHandle());
        for (ProcessHandle one : all) {
            one.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
        }
    }

    private void destroy() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (output) {
                    output.add(line);
                }
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("No more output: " + e);
        }
    }
}
