package agentsession.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SQLLine in a separate JVM, with commands on standard input. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class SqlLineIT {
    @TempDir
    private static Path home;

    @AutoClose
    private static final CallCentreService CENTRE = CallCentreService.open();

    @Test
    void theReportIsDescribed() throws Exception {
        String said = sqlline("""
                !tables
                !describe AGENT_SESSION
                !columns AGENT\\_SESSION
                !primarykeys AGENT_SESSION
                !indexes AGENT_SESSION
                !dbinfo
                """);

        assertThat(said)
                .containsPattern("\\| REPORTS +\\| AGENT_SESSION +\\| TABLE ")
                .containsPattern("(?m)^getDatabaseProductName +Agent Session Report$")
                .containsPattern("(?m)^isReadOnly +true$")
                .doesNotContain("Error")
                .doesNotContain("Exception")
                .doesNotContain(CallCentreService.TOKEN);
        assertThat(said.lines().filter(line -> line.contains("| AGENT_SESSION | LOGIN_SESSION_ID ")))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).containsPattern("\\| BIGINT +\\| 19 "));
    }

    @Test
    void errorsDoNotEndTheSession() throws Exception {
        String said = sqlline("""
                SELECT NO_SUCH_COLUMN FROM AGENT_SESSION;
                DELETE FROM AGENT_SESSION;
                !autocommit off
                !commit
                !rollback
                !set rowLimit 2
                SELECT TEAM, COUNT(*) AS SESSIONS FROM AGENT_SESSION
                WHERE LOGIN_DTS >= '2026-11-09' AND LOGIN_DTS < '2026-11-16'
                GROUP BY TEAM ORDER BY TEAM;
                """);

        assertThat(said)
                .contains(
                        "Column 'NO_SUCH_COLUMN' not found in any table (line 1, column 8). (state=42703,code=0)",
                        "(state=25006,code=0)",
                        "Commit complete",
                        "Rollback complete",
                        "2 rows selected")
                .containsPattern("(?m)^\\| Billing +\\| \\d+ +\\|$")
                .doesNotContain("| Reservations ");
        assertThat(CENTRE.lastCriteria().startTimestamp()).isEqualTo("2026-11-09 00:00:00.0000");
    }

    private static String sqlline(String script) throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dfile.encoding=UTF-8",
                        "-Duser.home=" + home,
                        "-Dx.sqlline.basedir=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "sqlline.SqlLine",
                        "--color=false",
                        "--maxWidth=400",
                        "-u",
                        CENTRE.url(),
                        "-n",
                        "",
                        "-p",
                        CallCentreService.TOKEN))
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = jvm.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jvm.waitFor()).as(said).isZero();
        return said;
    }
}
