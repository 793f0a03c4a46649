package agentsession.bench;

import agentsession.bench.ChildJvm.Output;
import java.util.ArrayList;
import java.util.List;

/** Statements that a connection sees for the first time, over a small report. */
final class NewStatements implements Section {
    private static final int STATEMENTS = 30;

    @Override
    public String name() {
        return "statements";
    }

    @Override
    public List<Table> run(Setup setup, Targets targets) throws Exception {
        List<Double> first = new ArrayList<>();
        List<Double> again = new ArrayList<>();
        for (int round = 0; round < setup.options().rounds(); round++) {
            Output output = setup.jvm()
                    .run(
                            List.of(),
                            setup.ours(),
                            StatementsMain.class,
                            List.of(
                                    setup.url(Setup.SMALL),
                                    setup.options().statements().toString(),
                                    "" + STATEMENTS));
            first.addAll(output.numbers("first"));
            again.addAll(output.numbers("again"));
        }
        targets.atMost("ms of a statement of a new shape", Median.of(first), 60);
        return List.of(new Table("30 statements of different shapes, 1,000 rows", "median (ms)", "slowest (ms)")
                .row("first run", Table.rounded(Median.of(first)), slowest(first))
                .row("second run", Table.rounded(Median.of(again)), slowest(again)));
    }

    private static String slowest(List<Double> millis) {
        return Table.rounded(
                millis.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }
}
