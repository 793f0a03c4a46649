package agentsession.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Compares the driver with other readers of CSV and prints the tables of docs/performance.md, which says how to run it.
 */
public final class Benchmark {
    private static final List<Section> SECTIONS = List.of(
            new Throughput(),
            new SmallHeap(),
            new ColdStart(),
            new NewStatements(),
            new Transfer(),
            new Growth(),
            new SharedReports(),
            ClassArchive.ofClassData(),
            ClassArchive.ofAotCache());

    private Benchmark() {}

    /**
     * Runs the sections that the system properties select.
     *
     * @param arguments the class path of the other contenders
     */
    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        Options options = Options.fromSystemProperties();
        try (Setup setup = Setup.prepare(options, new Jars(arguments[0]))) {
            System.out.println(environment(setup));
            Targets targets = new Targets();
            for (Section section : SECTIONS) {
                if (options.includes(section)) {
                    System.err.println(section.name());
                    for (Table table : section.run(setup, targets)) {
                        System.out.println(table);
                    }
                }
            }
            if (!targets.isEmpty()) {
                System.out.println(targets.table());
            }
        }
    }

    private static String environment(Setup setup) throws IOException, InterruptedException {
        Options options = setup.options();
        Process version = new ProcessBuilder(options.java().toString(), "--version").start();
        String jvm = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        version.waitFor();
        return """
                %,d rows, %,d bytes; %d rounds of %d warm-ups and %d runs, medians
                %s, %d cores, %s %s
                %s
                """.formatted(
                options.rows(),
                setup.files().csv().toFile().length(),
                options.rounds(),
                options.warmUps(),
                options.runs(),
                jvm.lines().findFirst().orElse(""),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                setup.jars().versions("commons-csv", "fastcsv", "calcite-file", "h2", "duckdb_jdbc", "csvjdbc"));
    }
}
