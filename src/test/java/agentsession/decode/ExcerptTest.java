package agentsession.decode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void invisibleCharactersAreEscaped() {
        assertThat(Excerpt.of("a\r\n\tb\u0000\u001b[31m\u00a0\u202e\u2028 é😀", 100))
                .isEqualTo("\"a\\r\\n\\tb\\u0000\\u001b[31m\\u00a0\\u202e\\u2028 é😀\"");
    }

    @Test
    void aLongStringIsTruncatedWithAMark() {
        assertThat(Excerpt.of("abcdef", 6)).isEqualTo("\"abcdef\"");
        assertThat(Excerpt.of("abcdefg", 6)).isEqualTo("\"abcde…\"");
    }

    @Test
    void surrogatePairsAreNotSplit() {
        assertThat(Excerpt.of("ab😀cd", 4)).isEqualTo("\"ab…\"");
    }
}
