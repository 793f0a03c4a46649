package agentsession.bench;

import agentsession.bench.ChildJvm.Output;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Queries on a shared report, compared with their first execution and with H2. */
final class SharedReports implements Section {
    @Override
    public String name() {
        return "shared";
    }

    @Override
    public List<Table> run(Setup setup, Targets targets) throws Exception {
        List<Path> jars = new ArrayList<>(setup.ours());
        jars.addAll(setup.jars().of("h2"));
        Output output = setup.jvm().run(List.of(), jars, SharedReportsMain.class, List.of(setup.sharedUrl()));
        Table table = new Table("query on a shared report", "first (ms)", "again (ms)", "first / again", "H2 / again");
        for (int query = 0; query < SharedReportsMain.QUERIES.size(); query++) {
            List<Double> millis = output.numbers("query" + query);
            double again = millis.get(1);
            table.row(
                    "`" + SharedReportsMain.QUERIES.get(query) + "`",
                    Table.rounded(millis.get(0)),
                    Table.decimal(again),
                    Table.decimal(millis.get(0) / again),
                    Table.decimal(millis.get(2) / again));
        }
        return List.of(table);
    }
}
