package agentsession.bench;

import agentsession.bench.JdbcContender.Access;
import agentsession.bench.Reading.Result;
import java.util.List;

/** Rows per second in a heap of 64 MB, of the report and of one ten times as long. */
final class SmallHeap implements Section {
    private static final List<String> OPTIONS = List.of("-Xmx64m");

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public List<Table> run(Setup setup, Targets targets) throws Exception {
        int rows = setup.options().rows();
        Reading once = reading(setup, "once", Setup.CSV, setup.options().warmUps());
        Reading tenfold = reading(setup, "ten times", Setup.TENFOLD, 1);
        Results<Reading, Result> results = Reading.measure(setup, List.of(once, tenfold));
        double rate = rows / results.of(once).millis() * 1_000;
        double tenfoldRate = 10.0 * rows / results.of(tenfold).millis() * 1_000;
        targets.atLeast("rows/s of ten times the rows / of the report, in a heap of 64 MB", tenfoldRate / rate, 0.95);
        return List.of(new Table("rows, in a heap of 64 MB", "rows/s")
                .row("%,d".formatted(rows), Table.rounded(rate))
                .row("%,d".formatted(10 * rows), Table.rounded(tenfoldRate)));
    }

    private static Reading reading(Setup setup, String name, String account, int warmUps) {
        return new Reading(
                "64 MB, " + name,
                setup.ours(),
                OPTIONS,
                warmUps,
                1,
                0,
                Contender.jdbc(setup.url(account), "SELECT * FROM AGENT_SESSION", Access.OBJECTS));
    }
}
