package agentsession.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import agentsession.error.DriverException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs {@code rejected-urls.txt}. */
final class RejectedUrlsTest {
    private static final String FILE = "rejected-urls.txt";

    @ParameterizedTest(name = "{0}")
    @MethodSource("rejections")
    void isRejectedWithTheExpectedMessage(Rejection rejection) {
        DriverException rejected = rejection(rejection.url());

        assertThat(rejected.state().code() + " " + rejected.getMessage())
                .isEqualTo(rejection.state() + " " + rejection.message());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rejections")
    void isAcceptedByTheDriverAndHasPropertyInfo(Rejection rejection) {
        assertThat(JdbcUrl.accepts(rejection.url())).isTrue();
        assertThat(PropertyInfo.list(rejection.url(), new Properties())).hasSameSizeAs(ConnectionProperty.ALL);
    }

    @Test
    void controlCharactersAndUnpairedSurrogatesAreRejected() {
        for (String invalid : List.of("\n", "\0", "\u0085", "\uD800")) {
            assertThat(rejection("jdbc:agentsession://host/1" + invalid).getMessage())
                    .startsWith("Malformed URL: it contains a control character or an unpaired surrogate.");
        }
    }

    static List<Rejection> rejections() throws IOException {
        List<Rejection> rejections = new ArrayList<>();
        String url = "";
        for (String line : lines()) {
            if (line.startsWith("  ")) {
                String state = line.substring(2, 7);
                String message = line.substring(8);
                rejections.add(new Rejection(url, state, state.equals("08001") ? malformed(message) : message));
            } else if (!line.isEmpty() && !line.startsWith("# ")) {
                url = line;
            }
        }
        return rejections;
    }

    private static DriverException rejection(String url) {
        return requireNonNull(catchThrowableOfType(
                DriverException.class, () -> read(JdbcUrl.parse(url).orElseThrow())));
    }

    private static ConnectionSettings read(JdbcUrl url) {
        return new SettingsReader(url, GivenProperties.of(url, null), ZoneId.of("UTC")).read();
    }

    private static String malformed(String message) {
        return "Malformed URL: " + message
                + " A valid URL is jdbc:agentsession://ringcx.ringcentral.com/voice/99990001?timeZone=US/Arizona";
    }

    private static List<String> lines() throws IOException {
        try (InputStream file = requireNonNull(RejectedUrlsTest.class.getResourceAsStream(FILE))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    record Rejection(String url, String state, String message) {
        @Override
        public String toString() {
            return url;
        }
    }
}
