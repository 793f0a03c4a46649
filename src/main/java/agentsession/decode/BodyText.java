package agentsession.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.function.Consumer;

/**
 * The characters of a body, without its byte-order mark and with U+FFFD for bytes that mean nothing in its charset.
 *
 * <p>A CSV parser gathers a record in memory however long it is. This reader stops it: it fails with {@link
 * TooLongException} once more has been read since the last record than a record may have.
 */
final class BodyText extends Reader {
    /** Characters of a record, give or take a buffer. */
    static final int MAX_RECORD_LENGTH = 1 << 20;

    /** Delimiters of a record, give or take a buffer: cells cost more memory than their characters. */
    static final int MAX_RECORD_DELIMITERS = 100_000;

    /** Characters and delimiters of the header. */
    static final int MAX_HEADER_LENGTH = 1 << 16;

    /** Characters kept from the beginning of the body: more than are shown, so that a secret in these is there whole. */
    private static final int BEGINNING = 2_000;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char REPLACEMENT = '\uFFFD';

    private final InputStream body;
    private final Charset charset;
    private final Reader text;
    private final char delimiter;
    private final Consumer<String> warnings;
    private final StringBuilder beginning = new StringBuilder(BEGINNING);
    private boolean started;
    private boolean ended;
    private volatile boolean closed;
    private boolean warned;
    private int maxLength = MAX_HEADER_LENGTH;
    private int length;
    private int delimiters;

    BodyText(InputStream body, Charset charset, char delimiter, Consumer<String> warnings) {
        this.body = body;
        this.charset = charset;
        this.text = new InputStreamReader(body, charset);
        this.delimiter = delimiter;
        this.warnings = warnings;
    }

    /** To be told after each record, the header being the first. */
    void recordRead() {
        maxLength = MAX_RECORD_LENGTH;
        length = 0;
        delimiters = 0;
    }

    Charset charset() {
        return charset;
    }

    boolean isEnded() {
        return ended;
    }

    /** The first few hundred characters, whatever has become of them since. */
    String beginning() throws IOException {
        char[] more = new char[BEGINNING];
        while (beginning.length() < BEGINNING && read(more, 0, more.length) >= 0) {
            // Each turn adds to the beginning.
        }
        return beginning.toString();
    }

    /** Never takes the early end of a closed body for the end of the report. */
    @Override
    public int read(char[] buffer, int offset, int most) throws IOException {
        if (length > maxLength || delimiters > MAX_RECORD_DELIMITERS) {
            throw new TooLongException();
        }
        int count = started ? text.read(buffer, offset, most) : readFirst(buffer, offset);
        if (count < 0) {
            if (closed) {
                throw new IOException("The report was closed before its end");
            }
            ended = true;
            return count;
        }
        length += count;
        for (int i = offset; i < offset + count; i++) {
            if (buffer[i] == delimiter) {
                delimiters++;
            } else if (buffer[i] == REPLACEMENT) {
                warnOfReplacement();
            }
        }
        if (beginning.length() < BEGINNING) {
            beginning.append(buffer, offset, Math.min(count, BEGINNING - beginning.length()));
        }
        return count;
    }

    private int readFirst(char[] buffer, int offset) throws IOException {
        started = true;
        int first = text.read();
        if (first == BYTE_ORDER_MARK) {
            first = text.read();
        }
        if (first < 0) {
            return -1;
        }
        buffer[offset] = (char) first;
        return 1;
    }

    private void warnOfReplacement() {
        if (!warned) {
            warned = true;
            warnings.accept("The report has characters that are not valid " + charset.name() + "; they read U+FFFD.");
        }
    }

    /** Closes the body itself: a reader in between would first wait for a read in another thread to end. */
    @Override
    public void close() throws IOException {
        closed = true;
        body.close();
    }

    /** A record that is longer than a record may be. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("A record is too long");
        }
    }
}
