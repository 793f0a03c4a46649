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

/** Runs {@code refused-urls.txt}. */
final class RefusedUrlsTest {
    private static final String FILE = "refused-urls.txt";

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void isRefusedInTheWordsOfTheCatalogue(Refusal refusal) {
        DriverException refused = refusal(refusal.url());

        assertThat(refused.state().code() + " " + refused.getMessage())
                .isEqualTo(refusal.state() + " " + refusal.message());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void isStillOursAndSurvivesAskingForPropertyInfo(Refusal refusal) {
        assertThat(JdbcUrl.isOurs(refusal.url())).isTrue();
        assertThat(PropertyInfo.list(refusal.url(), new Properties())).hasSameSizeAs(ConnectionProperty.ALL);
    }

    @Test
    void aControlCharacterOrHalfASurrogatePairIsRefused() {
        for (String odd : List.of("\n", "\0", "\u0085", "\uD800")) {
            assertThat(refusal("jdbc:agentsession://host/1" + odd).getMessage())
                    .startsWith("Malformed URL: it holds a control character or half a surrogate pair.");
        }
    }

    static List<Refusal> refusals() throws IOException {
        List<Refusal> refusals = new ArrayList<>();
        String url = "";
        for (String line : lines()) {
            if (line.startsWith("  ")) {
                String state = line.substring(2, 7);
                String words = line.substring(8);
                refusals.add(new Refusal(url, state, state.equals("08001") ? malformed(words) : words));
            } else if (!line.isEmpty() && !line.startsWith("# ")) {
                url = line;
            }
        }
        return refusals;
    }

    private static DriverException refusal(String url) {
        return requireNonNull(catchThrowableOfType(
                DriverException.class, () -> read(JdbcUrl.parse(url).orElseThrow())));
    }

    private static ConnectionSettings read(JdbcUrl url) {
        return new SettingsReader(url, GivenProperties.of(url, null), ZoneId.of("UTC")).read();
    }

    private static String malformed(String words) {
        return "Malformed URL: " + words
                + " A right one is jdbc:agentsession://ringcx.ringcentral.com/voice/99990001?timeZone=US/Arizona";
    }

    private static List<String> lines() throws IOException {
        try (InputStream file = requireNonNull(RefusedUrlsTest.class.getResourceAsStream(FILE))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    record Refusal(String url, String state, String message) {
        @Override
        public String toString() {
            return url;
        }
    }
}
