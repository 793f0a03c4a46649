package agentsession.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RecentTextsTest {
    private final RecentTexts texts = new RecentTexts();

    @Property(tries = 100)
    void textsAreUnchanged(@ForAll("manyTexts") List<String> many) {
        for (String text : many) {
            assertThat(texts.get(text)).isEqualTo(text);
            byte[] bytes = ('.' + text + '.').getBytes(UTF_8);
            String decoded = new String(bytes, 1, bytes.length - 2, UTF_8);
            assertThat(texts.get(bytes, 1, bytes.length - 1)).isEqualTo(decoded);
        }
    }

    @Provide
    Arbitrary<List<String>> manyTexts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(80),
                        Arbitraries.strings().withChars('a', 'b').ofMaxLength(20),
                        Arbitraries.strings().withChars("\0\u00E9\uD800\uDC00?").ofMaxLength(10))
                .list()
                .ofMinSize(300)
                .ofMaxSize(2_000);
    }

    @Test
    void equalTextsAreTheSameObject() {
        byte[] bytes = "x;Billing;x".getBytes(UTF_8);
        String first = texts.get(bytes, 2, 9);

        assertThat(first).isEqualTo("Billing");
        assertThat(texts.get(bytes, 2, 9)).isSameAs(first);
        assertThat(texts.get(new String("Billing".getBytes(UTF_8), UTF_8))).isSameAs(first);
    }

    @Test
    void halfOfASurrogatePairIsNotTakenForAQuestionMark() {
        assertThat(texts.get("\uD83D")).isEqualTo("\uD83D");
        assertThat(texts.get("?")).isEqualTo("?");
        assertThat(texts.get("\uD83D")).isEqualTo("\uD83D");
    }
}
