package agentsession.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;

/** What all sections need: the report, the server that sends it from this JVM, and the JVMs that read it. */
final class Setup implements AutoCloseable {
    /** The account whose report is CSV. */
    static final String CSV = "1";

    /** The account whose report is compressed CSV. */
    static final String GZIP = "2";

    /** The account whose report is XML. */
    static final String XML = "3";

    /** The account whose report is CSV, with all rows ten times. */
    static final String TENFOLD = "4";

    /** The account with a report of {@link #FEW_ROWS} rows. */
    static final String SMALL = "5";

    private static final int FEW_ROWS = 1_000;

    private final Options options;
    private final Jars jars;
    private final ReportFiles files;
    private final ReportServer server;
    private final ChildJvm jvm;

    private Setup(Options options, Jars jars, ReportFiles files, ReportServer server, ChildJvm jvm) {
        this.options = options;
        this.jars = jars;
        this.files = files;
        this.server = server;
        this.jvm = jvm;
    }

    static Setup prepare(Options options, Jars jars) throws IOException, InterruptedException {
        Path directory = Files.createDirectories(options.directory());
        ReportFiles files = ReportFiles.write(options.rows(), directory);
        ReportFiles few = ReportFiles.write(FEW_ROWS, Files.createDirectories(directory.resolve("small")));
        ReportServer server = ReportServer.start(Map.of(
                CSV, ReportServer.csv(files, 1),
                GZIP, ReportServer.gzip(files.gzip()),
                XML, ReportServer.xml(files.xml()),
                TENFOLD, ReportServer.csv(files, 10),
                SMALL, ReportServer.csv(few, 1)));
        return new Setup(options, jars, files, server, new ChildJvm(options.java(), programs(options)));
    }

    /** Writes the jar of the benchmark, since an archive of classes takes no folders. */
    private static Path programs(Options options) throws IOException {
        Path programs = options.directory().resolve("programs.jar");
        String[] arguments = {"cf", programs.toString(), "-C", options.classes().toString(), "."};
        int result = ToolProvider.findFirst("jar")
                .orElseThrow(() -> new IllegalStateException("This is not a JDK: it has no tool jar."))
                .run(System.out, System.err, arguments);
        if (result != 0) {
            throw new IOException("The jar of the benchmark cannot be written to " + programs);
        }
        return programs;
    }

    Options options() {
        return options;
    }

    Jars jars() {
        return jars;
    }

    ReportFiles files() {
        return files;
    }

    ReportServer server() {
        return server;
    }

    ChildJvm jvm() {
        return jvm;
    }

    /** The class path of the driver. */
    List<Path> ours() {
        return List.of(options.oneJar());
    }

    /** The URL of the driver, without shared reports. */
    String url(String account) {
        return urlWithMaxAge(account, "PT0S");
    }

    /** The URL of the driver with shared reports. */
    String sharedUrl() {
        return urlWithMaxAge(CSV, "PT2H");
    }

    private String urlWithMaxAge(String account, String maxAge) {
        return "jdbc:agentsession://127.0.0.1:" + server.port() + "/" + account
                + "?tls=false&verify=false&accessToken=t&timeZone=UTC&lookback=P100D&now=" + ReportFiles.NOW
                + "&cacheMaxAge=" + maxAge;
    }

    /** The URL of Calcite's file adapter over the folder of the CSV, whose table is {@code report}. */
    String fileAdapterUrl() {
        return "jdbc:calcite:model=inline:{version: '1.0', defaultSchema: 'CSV', schemas: [{name: 'CSV', type: 'custom',"
                + " factory: 'org.apache.calcite.adapter.file.FileSchemaFactory', operand: {directory: '"
                + files.csv().getParent() + "'}}]}";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
