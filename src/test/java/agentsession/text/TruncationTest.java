package agentsession.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TruncationTest {
    @Test
    void longTextEndsInAnEllipsis() {
        assertThat(Truncation.truncate("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Truncation.truncate("abcdefg", 6)).isEqualTo("abcde…");
    }

    @Test
    void noCharacterIsSplit() {
        assertThat(Truncation.truncate("ab😀cd", 4)).isEqualTo("ab…");
        assertThat(Truncation.truncate("ab😀cd", 5)).isEqualTo("ab😀…");
    }
}
