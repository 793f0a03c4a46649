package agentsession.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GzipBodyTest {

    @Property(tries = 100)
    void aBodyIsDecompressedHoweverItArrives(
            @ForAll byte[] one, @ForAll byte[] two, @ForAll @IntRange(min = 1, max = 40) int step) throws IOException {
        byte[] both = concat(gzip(one), gzip(two));

        assertThat(inflate(arriving(both, step))).isEqualTo(concat(one, two));
    }

    @Test
    void largeBodiesAreDecompressed() throws IOException {
        byte[] text = new byte[3_000_000];
        new Random(1).nextBytes(text);
        Arrays.fill(text, 1_000_000, 2_000_000, (byte) 'x');

        assertThat(inflate(arriving(gzip(text), 10_000))).isEqualTo(text);
    }

    @Test
    void truncationAtAnyByteIsAnError() {
        byte[] body = concat(gzip("first member".getBytes(UTF)), gzip("second".getBytes(UTF)));
        int between = gzip("first member".getBytes(UTF)).length;

        for (int cut = 1; cut < body.length; cut++) {
            byte[] start = Arrays.copyOf(body, cut);
            if (cut == between) {
                continue; // a complete body
            }
            assertThatThrownBy(() -> inflate(arriving(start, 5)))
                    .as("cut at %d", cut)
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void anyBitFlipThatChangesTheTextIsAnError() {
        byte[] text = "1,Smiths,John\r\n".repeat(5).getBytes(UTF);
        byte[] body = gzip(text);

        for (int at = 10; at < body.length; at++) {
            byte[] broken = body.clone();
            broken[at] ^= 4;
            assertThatThrownBy(() -> inflate(arriving(broken, 7)))
                    .as("byte %d", at)
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void anEmptyBodyIsEmpty() throws IOException {
        assertThat(inflate(arriving(new byte[0], 1))).isEmpty();
    }

    @Test
    void paddingAfterTheEndIsIgnoredAndOtherBytesAreAnError() throws IOException {
        byte[] body = gzip("text".getBytes(UTF));

        assertThat(inflate(arriving(concat(body, new byte[50]), 9))).isEqualTo("text".getBytes(UTF));
        assertThatThrownBy(() -> inflate(arriving(concat(body, "\r\n".getBytes(UTF)), 9)))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("followed by data that is not gzip");
    }

    @Test
    void aBodyThatIsNotCompressedIsAnError() {
        assertThatThrownBy(() -> inflate(arriving("Agent ID".getBytes(UTF), 9)))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("is not");
        assertThatThrownBy(() -> inflate(arriving(new byte[] {0x1f, (byte) 0x8b, 7}, 9)))
                .isInstanceOf(ZipException.class);
    }

    @Test
    void theOptionalPartsOfAHeaderAreSkipped() throws IOException {
        byte[] plain = gzip("text".getBytes(UTF));
        byte[] header = Arrays.copyOf(plain, 10);
        header[3] = 2 | 4 | 8 | 16;
        byte[] extra = {3, 0, 1, 2, 3};
        byte[] nameAndComment = "name\0comment\0".getBytes(UTF);
        byte[] check = {0, 0};
        byte[] rest = Arrays.copyOfRange(plain, 10, plain.length);

        byte[] full = concat(concat(header, extra), concat(concat(nameAndComment, check), rest));

        assertThat(inflate(arriving(full, 3))).isEqualTo("text".getBytes(UTF));
    }

    @Test
    void textIsReturnedBeforeTheRestHasArrived() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out, 512, true)) {
            gzip.write("first".getBytes(UTF));
            gzip.flush();
            byte[] start = out.toByteArray();
            try (GzipBody body = new GzipBody(new ByteArrayInputStream(start))) {
                assertThat(body.readNBytes(5)).isEqualTo("first".getBytes(UTF));
                assertThatThrownBy(body::read).isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void aClosedBodyCannotBeRead() throws IOException {
        GzipBody body = new GzipBody(arriving(gzip("text".getBytes(UTF)), 9));
        assertThat(body.read()).isEqualTo('t');
        body.close();
        body.close();

        assertThatThrownBy(body::read).isInstanceOf(IOException.class);
    }

    private static final Charset UTF = StandardCharsets.UTF_8;

    private static byte[] inflate(InputStream compressed) throws IOException {
        try (GzipBody body = new GzipBody(compressed)) {
            return body.readAllBytes();
        }
    }

    private static byte[] gzip(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] concat(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    /** Returns a few bytes at a time, and zero as available(). */
    private static InputStream arriving(byte[] bytes, int step) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, step));
            }

            @Override
            public int available() {
                return 0;
            }
        };
    }
}
