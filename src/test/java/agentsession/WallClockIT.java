package agentsession;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs {@link WallClockCheck} in JVMs with several time zones and locales. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class WallClockIT {

    /** The first and every third run in each build. */
    static List<Arguments> places() {
        return Soak.oneIn(
                3,
                List.of(
                        Arguments.of("America/New_York", "tr", "TR"),
                        Arguments.of("Pacific/Auckland", "en", "NZ"),
                        Arguments.of("Pacific/Auckland", "ar", "EG"),
                        Arguments.of("America/New_York", "en", "US"),
                        Arguments.of("UTC", "en", "GB")));
    }

    @ParameterizedTest
    @MethodSource("places")
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
