package agentsession.bench;

import agentsession.bench.ChildJvm.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A new JVM that connects and reads the first row.
 *
 * @param options of the JVM
 * @param pause between connecting and the query, in milliseconds, which are not counted
 */
record Start(String name, List<String> options, List<Path> jars, String url, String sql, int pause) {
    private static final int STARTS_PER_ROUND = 3;

    /** Medians, in milliseconds. */
    record Result(double connect, double firstRow) {
        double sum() {
            return connect + firstRow;
        }
    }

    /** A start of the driver. */
    static Start ofOurs(Setup setup, String name, int pause, String... options) {
        return new Start(
                name, List.of(options), setup.ours(), setup.url(Setup.CSV), "SELECT * FROM AGENT_SESSION", pause);
    }

    static Results<Start, Result> measure(Setup setup, List<Start> starts) throws IOException, InterruptedException {
        return Results.measure(
                STARTS_PER_ROUND * setup.options().rounds(),
                starts,
                start -> start.run(setup),
                outputs -> new Result(median(outputs, "connect"), median(outputs, "firstRow")));
    }

    static Table table(Results<Start, Result> results) {
        Table table = new Table("new JVM", "connect (ms)", "first row (ms)", "both (ms)");
        results.forEach((start, result) -> table.row(
                start.name,
                Table.rounded(result.connect()),
                Table.rounded(result.firstRow()),
                Table.rounded(result.sum())));
        return table;
    }

    Output run(Setup setup) throws IOException, InterruptedException {
        return setup.jvm().run(options, jars, StartMain.class, List.of(url, sql, "" + pause));
    }

    @Override
    public String toString() {
        return name;
    }

    private static double median(List<Output> outputs, String key) {
        return Median.of(outputs.stream().map(output -> output.number(key)).toList());
    }
}
