package agentsession.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                              | ''",
                "'  Jwt is expired '                                             | Jwt is expired",
                "{\"generalMessage\":\"A\",\"details\":\"B\",\"requestUri\":\"/x\"} | A: B",
                "{\"generalMessage\":\"A\",\"details\":\"A\"}                    | A",
                "{\"generalMessage\":\"A\",\"details\":null}                     | A",
                "{\"generalMessage\":\"A\",\"details\":[\"b\",1]}                | A: [\"b\",1]",
                "{\"message\":\"A\"}                                             | A",
                "{\"error\":\"invalid_grant\",\"error_description\":\"gone\"}    | invalid_grant: gone",
                "{\"error\":{\"code\":5,\"message\":\"A\"}}                      | A",
                "{\"code\":5}                                                    | {\"code\":5}",
                "{\"generalMessage\":\"A\",\"det                                 | {\"generalMessage\":\"A\",\"det",
                "<html><TITLE lang='en'>502 <b>Bad</b></TITLE><p>x</html>        | 502 Bad",
                "<html><style>p{a}</style><script>if(a<b)</script><p>x<p>y</html> | x y",
                "<!-- <title>no</title> --><h1>yes</h1>                          | no",
                "<html><title></title><!-- a --><body>b</body>                   | b",
                "<error><code>7</code><text>A</text></error>                     | 7 A",
                "<html                                                           | ''",
            })
    void theMessageOfABodyIsFound(String body, String message) {
        assertThat(ErrorText.message(body)).isEqualTo(message);
    }

    @Property(tries = 300)
    void anyBodyBecomesOneLine(@ForAll String text) {
        assertThat(ErrorText.message(text)).doesNotContain("\n", "\r", "\t", "\0");
        assertThat(ErrorText.message("<" + text)).doesNotContain("\n", "\r");
        assertThat(ErrorText.message("{" + text)).doesNotContain("\n", "\r");
        assertThat(ErrorText.oneLine(text, 20)).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void markupTakesLinearTime() {
        for (String piece : new String[] {"<title", "<", "<script", "<!--", "<title>", "<style ", "<<>"}) {
            assertThat(ErrorText.message(piece.repeat(64 * 1024 / piece.length())))
                    .isNotNull();
        }
    }

    @Test
    void onlyTheStartOfALongBodyIsRead() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                Arrays.fill(bytes, offset, offset + length, (byte) 'x');
                return length;
            }
        };

        assertThat(ErrorText.read(endless, Duration.ofMinutes(5), () -> {})).hasSize(64 * 1024);
    }

    @Test
    void theMessageOfATruncatedBodyIsItsStart() throws IOException {
        InputStream start = new ByteArrayInputStream("Jwt is".getBytes(StandardCharsets.UTF_8));
        InputStream reset = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("reset");
            }
        };
        InputStream broken = new SequenceInputStream(start, reset);

        assertThat(ErrorText.read(broken, Duration.ofMinutes(5), () -> {})).isEqualTo("Jwt is");
    }
}
