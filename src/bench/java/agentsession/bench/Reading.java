package agentsession.bench;

import agentsession.bench.ChildJvm.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A result that a JVM of its own reads several times.
 *
 * @param name what is read and how, as the table shows it
 * @param options of the JVM
 * @param warmUps how often at least it is read before
 * @param runs how often at least it is read
 * @param seconds how long at least each of both takes
 * @param arguments those of {@link Contender#open}
 */
record Reading(
        String name,
        List<Path> jars,
        List<String> options,
        int warmUps,
        int runs,
        int seconds,
        List<String> arguments) {
    private static final int SECONDS = 3;

    /**
     * The times of a reading.
     *
     * @param rows the rows of the result
     * @param millis the median
     * @param cpu the CPU time of the JVM for one reading, in milliseconds
     * @param heap the largest heap in use after a garbage collection, in bytes
     */
    record Result(long rows, double millis, double cpu, double heap) {}

    static Reading of(Setup setup, String name, List<Path> jars, List<String> arguments) {
        return new Reading(
                name,
                jars,
                List.of(),
                setup.options().warmUps(),
                setup.options().runs(),
                SECONDS,
                arguments);
    }

    /** A query of the driver. */
    static Reading ofOurs(Setup setup, String name, String url, String sql, JdbcContender.Access access) {
        return of(setup, name, setup.ours(), Contender.jdbc(url, sql, access));
    }

    static Results<Reading, Result> measure(Setup setup, List<Reading> readings)
            throws IOException, InterruptedException {
        return Results.measure(setup.options().rounds(), readings, reading -> reading.run(setup), Reading::result);
    }

    Output run(Setup setup) throws IOException, InterruptedException {
        List<String> all = Stream.concat(Stream.of("" + warmUps, "" + runs, "" + seconds), arguments.stream())
                .toList();
        return setup.jvm().run(options, jars, ReadingMain.class, all);
    }

    @Override
    public String toString() {
        return name;
    }

    private static Result result(List<Output> outputs) {
        return new Result(
                (long) outputs.get(0).number("rows"),
                Median.of(outputs.stream()
                        .map(output -> Median.of(output.numbers("millis")))
                        .toList()),
                Median.of(outputs.stream().map(output -> output.number("cpu")).toList()),
                outputs.stream()
                        .mapToDouble(output -> output.number("heap"))
                        .max()
                        .orElseThrow());
    }
}
