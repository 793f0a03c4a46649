package agentsession.bench;

import agentsession.bench.Start.Result;
import java.util.List;

/** The first query of a new JVM. */
final class ColdStart implements Section {
    @Override
    public String name() {
        return "cold";
    }

    @Override
    public List<Table> run(Setup setup, Targets targets) throws Exception {
        Start ours = Start.ofOurs(setup, "this driver", 0);
        Start paused = Start.ofOurs(setup, "this driver, 1 s between both, which is not counted", 1_000);
        Start adapter = new Start(
                "Calcite file adapter",
                List.of(),
                setup.jars().calcite(),
                setup.fileAdapterUrl(),
                "SELECT * FROM \"report\"",
                0);
        Results<Start, Result> results = Start.measure(setup, List.of(ours, paused, adapter));
        double reference = results.of(adapter).sum();
        targets.atMost(
                "connect and first row of a new JVM / Calcite file adapter",
                results.of(ours).sum() / reference,
                0.6);
        targets.atMost("the same with 1 s between both", results.of(paused).sum() / reference, 0.25);
        return List.of(Start.table(results));
    }
}
