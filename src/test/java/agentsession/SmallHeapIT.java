package agentsession;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.SmallHeapClient.Summary;
import agentsession.demo.LoggedRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many rows, in the soak profile millions, with a heap of 64 MB: the driver in a separate JVM, the service in this one. */
final class SmallHeapIT {
    private static final long SESSIONS = Soak.size(200_000, 5_000_000);

    @Test
    void allColumnsOfManyRowsAreReadIn64Megabytes() throws Exception {
        try (DemoHost host = DemoHost.withSessions(SESSIONS)) {
            Summary all = run(cached(host.url()), "SELECT * FROM AGENT_SESSION").get(0);

            assertThat(all.rows()).isEqualTo(SESSIONS);
            assertThat(all.cells()).isEqualTo(39 * SESSIONS);
            // LOGIN_SESSION_ID, the only BIGINT, numbers the sessions: each is returned once.
            assertThat(all.max() - all.min() + 1).isEqualTo(SESSIONS);
            assertThat(all.sum()).isEqualTo((all.min() + all.max()) * SESSIONS / 2);
            assertThat(host.awaitEnd().state()).isEqualTo(LoggedRequest.State.COMPLETE);
        }
    }

    @Test
    void manyRowsAreCountedGroupedAndRankedIn64Megabytes() throws Exception {
        try (NarrowReport report = new NarrowReport(SESSIONS)) {
            List<Summary> results = run(
                    report.url(),
                    "SELECT COUNT(*) FROM AGENT_SESSION",
                    "SELECT TEAM, COUNT(*), AVG(TALK_TIME_MIN) FROM AGENT_SESSION GROUP BY TEAM",
                    "SELECT * FROM AGENT_SESSION ORDER BY LOGIN_SESSION_ID DESC LIMIT 1000",
                    "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION WHERE LOGIN_SESSION_ID >= (SELECT MAX(LOGIN_SESSION_ID) FROM AGENT_SESSION)");

            assertThat(results.get(0).sum()).isEqualTo(SESSIONS);
            assertThat(results.get(1).rows()).isEqualTo(NarrowReport.TEAMS);
            assertThat(results.get(1).sum()).isEqualTo(SESSIONS);
            assertThat(results.get(2).rows()).isEqualTo(1_000);
            assertThat(results.get(2).min()).isEqualTo(SESSIONS - 1_000);
            assertThat(results.get(2).max()).isEqualTo(SESSIONS - 1);
            assertThat(results.get(3).rows()).isEqualTo(1);
            assertThat(results.get(3).sum()).isEqualTo(SESSIONS - 1);
        }
    }

    /** In files, since a heap of 64 MB holds few of these rows. */
    @Test
    void manyRowsAreSortedAndJoinedIn64Megabytes() throws Exception {
        try (NarrowReport report = new NarrowReport(SESSIONS)) {
            List<Summary> results = run(
                    cached(report.url()),
                    "SELECT * FROM AGENT_SESSION ORDER BY TEAM, LOGIN_SESSION_ID DESC",
                    "SELECT DISTINCT LOGIN_SESSION_ID, TEAM FROM AGENT_SESSION",
                    "SELECT LOGIN_SESSION_ID, MAX(TEAM) FROM AGENT_SESSION GROUP BY LOGIN_SESSION_ID",
                    "SELECT a.LOGIN_SESSION_ID FROM AGENT_SESSION a JOIN AGENT_SESSION b USING (LOGIN_SESSION_ID)",
                    "SELECT LOGIN_SESSION_ID FROM AGENT_SESSION EXCEPT SELECT LOGIN_SESSION_ID + 1 FROM AGENT_SESSION");

            long sum = (SESSIONS - 1) * SESSIONS / 2;
            assertThat(results.subList(0, 4)).allSatisfy(result -> {
                assertThat(result.rows()).isEqualTo(SESSIONS);
                assertThat(result.sum()).isEqualTo(sum);
            });
            assertThat(results.get(4).rows()).isEqualTo(1);
        }
    }

    private static String cached(String url) {
        return url.replace("cacheMaxAge=PT0S&", "");
    }

    private static List<Summary> run(String url, String... queries) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapClient.class.getName(),
                url));
        command.addAll(List.of(queries));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> output = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(output::add);
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor()).as("%s", output).isZero();
        assertThat(output).hasSameSizeAs(queries);
        List<Summary> summaries = output.stream().map(Summary::parse).toList();
        assertThat(summaries).allMatch(summary -> summary.heap() <= 64L << 20);
        return summaries;
    }
}
