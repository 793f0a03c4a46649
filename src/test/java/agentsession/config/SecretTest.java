package agentsession.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SecretTest {
    private static final Secret SECRET = new Secret("p&s \"<w>\\ö?~");

    @Test
    void toStringDoesNotContainTheSecret() {
        assertThat(SECRET).hasToString("***").isEqualTo(new Secret("p&s \"<w>\\ö?~"));
        assertThat(new SecretSource.Given(SECRET).toString()).doesNotContain("p&s");
    }

    @Test
    void allEncodingsOfTheSecretAreRedacted() {
        byte[] bytes = SECRET.reveal().getBytes(StandardCharsets.UTF_8);

        assertThat(List.of(
                        SECRET.reveal(),
                        "p%26s+%22%3Cw%3E%5C%C3%B6%3F%7E",
                        "p%26s%20%22%3Cw%3E%5C%C3%B6%3F%7E",
                        "p&amp;s &quot;&lt;w&gt;\\ö?~",
                        "p&s \\\"<w>\\\\ö?~",
                        Base64.getEncoder().withoutPadding().encodeToString(bytes),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .allSatisfy(encoded -> assertThat(SECRET.redact("No, " + encoded + " will not do"))
                        .isEqualTo("No, *** will not do"));
    }

    @Test
    void allSecretsAreRedacted() {
        assertThat(Secret.redact("one two three", List.of(new Secret("one"), new Secret("three"))))
                .isEqualTo("*** two ***");
    }

    @Test
    void anEmptySecretRedactsNothing() {
        assertThat(new Secret("").redact("text")).isEqualTo("text");
    }
}
