package agentsession.bench;

import agentsession.bench.JdbcContender.Access;
import java.io.IOException;
import java.util.List;

/** Bytes that the service sends. */
final class Transfer implements Section {
    @Override
    public String name() {
        return "bytes";
    }

    @Override
    public List<Table> run(Setup setup, Targets targets) throws Exception {
        String all = "SELECT * FROM AGENT_SESSION";
        String xml = setup.url(Setup.XML) + "&returnType=XML";
        return List.of(new Table("request", "bytes sent")
                .row("CSV", bytes(setup, setup.url(Setup.CSV), all))
                .row("CSV, gzip", bytes(setup, setup.url(Setup.GZIP), all))
                .row("XML", bytes(setup, xml, all))
                .row("CSV, `LIMIT 10`", bytes(setup, setup.url(Setup.CSV), all + " LIMIT 10"))
                .row("CSV, gzip, `LIMIT 10`", bytes(setup, setup.url(Setup.GZIP), all + " LIMIT 10")));
    }

    private static String bytes(Setup setup, String url, String sql) throws IOException, InterruptedException {
        long before = setup.server().sent();
        new Reading("bytes", setup.ours(), List.of(), 0, 1, 0, Contender.jdbc(url, sql, Access.NEXT)).run(setup);
        return "%,d".formatted(setup.server().sent() - before);
    }
}
