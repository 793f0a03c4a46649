package agentsession.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;

/** A standalone cluster on the loopback interface: a master and two workers, each a process, as in production. */
final class Cluster implements AutoCloseable {
    static final int WORKERS = 2;

    private static final Path HOME = Path.of(System.getProperty("spark.test.home"));
    private static final String SPARK = HOME.resolve("jars") + "/*";
    private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://\\S+)");
    private static final Pattern REGISTERED = Pattern.compile("Successfully registered with master (\\S+)");
    private static final List<String> SMALL = List.of("-Xmx256m", "-Dspark.ui.enabled=false");

    private final Path directory;
    private final List<Jvm> processes = new ArrayList<>();
    private final String url;

    Cluster() throws IOException, InterruptedException {
        directory = Files.createTempDirectory("cluster");
        Jvm master = start(
                "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0");
        url = master.await(MASTER);
        List<Jvm> workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            workers.add(start(
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--port",
                    "0",
                    "--webui-port",
                    "0",
                    "--cores",
                    "2",
                    "--memory",
                    "1g",
                    "--work-dir",
                    directory.resolve("worker" + i).toString(),
                    url));
        }
        for (Jvm worker : workers) {
            worker.await(REGISTERED);
        }
    }

    private Jvm start(String... command) {
        Jvm jvm = Jvm.start(HOME, SMALL, SPARK, command);
        processes.add(jvm);
        return jvm;
    }

    String url() {
        return url;
    }

    Path directory() {
        return directory;
    }

    /**
     * An application with an executor on each worker, all in the same time zone. The jars of the driver and of the dialect
     * are sent to the executors.
     */
    SparkSession.Builder application(String zone) {
        return SparkSession.builder()
                .master(url)
                .appName("test")
                .config("spark.jars", System.getProperty("driverJar") + "," + System.getProperty("dialectJar"))
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .config("spark.local.dir", directory.resolve("local").toString())
                .config(
                        "spark.sql.warehouse.dir",
                        directory.resolve("warehouse").toString())
                .config("spark.sql.session.timeZone", zone)
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.executor.cores", "2")
                .config("spark.executor.memory", "512m")
                .config(
                        "spark.executor.extraJavaOptions",
                        "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Duser.timezone=" + zone)
                // All executors are there before the first task.
                .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")
                .config("spark.scheduler.maxRegisteredResourcesWaitingTime", "120s")
                .config("spark.locality.wait", "0s");
    }

    @Override
    public void close() throws IOException {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).close();
        }
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
