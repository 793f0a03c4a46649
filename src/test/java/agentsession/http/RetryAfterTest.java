package agentsession.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T18:00:30.5Z"), ZoneOffset.UTC);

    @Test
    void secondsAreRead() {
        assertThat(RetryAfter.wait("0", "", CLOCK)).hasValue(Duration.ZERO);
        assertThat(RetryAfter.wait("120", "", CLOCK)).hasValue(Duration.ofMinutes(2));
    }

    @Test
    void aDateIsRelativeToTheDateOfTheResponse() {
        assertThat(RetryAfter.wait("Fri, 20 Nov 2026 18:01:00 GMT", "Fri, 20 Nov 2026 18:00:00 GMT", CLOCK))
                .hasValue(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday"})
    void withoutADateOfTheResponseItIsRelativeToTheLocalClock(String date) {
        assertThat(RetryAfter.wait("Fri, 20 Nov 2026 18:01:00 GMT", date, CLOCK))
                .hasValue(Duration.ofMillis(29_500));
    }

    @Test
    void aPastDateIsNoWait() {
        assertThat(RetryAfter.wait("Fri, 20 Nov 2026 17:00:00 GMT", "", CLOCK)).hasValue(Duration.ZERO);
    }

    @Test
    void aDateIsReadInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(RetryAfter.wait("Fri, 20 Nov 2026 18:00:31 GMT", "", CLOCK))
                    .hasValue(Duration.ofMillis(500));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "soon", "99999999999", "Fri, 20 Nov", "٣"})
    void anythingElseIsIgnored(String value) {
        assertThat(RetryAfter.wait(value, "", CLOCK)).isEmpty();
    }
}
