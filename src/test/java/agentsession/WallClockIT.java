package agentsession;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs {@link WallClockCheck} in JVMs with several time zones and locales. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class WallClockIT {

    @ParameterizedTest
    @CsvSource({
        "America/New_York, en, US",
        "Pacific/Auckland, en, NZ",
        "UTC, en, GB",
        "America/New_York, tr, TR",
        "Pacific/Auckland, ar, EG"
    })
    void localTimesDoNotDependOnTimeZoneAndLocale(String zone, String language, String country)
            throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.timezone=" + zone,
                        "-Duser.language=" + language,
                        "-Duser.country=" + country,
                        "-cp",
                        System.getProperty("java.class.path"),
                        WallClockCheck.class.getName(),
                        zone,
                        language + "-" + country))
                .redirectErrorStream(true)
                .start();
        String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(jvm.waitFor()).as(said).isZero();
        assertThat(said).endsWith(WallClockCheck.PASSED);
    }
}
