package agentsession.decode;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;

/**
 * Decodes a response body to characters, without the byte-order mark and with U+FFFD for malformed bytes.
 *
 * <p>A CSV parser reads a record of any length into memory. This reader limits it: {@link #read} throws {@link
 * TooLongException} when a record exceeds the maximum length.
 */
final class BodyText extends Reader {
    /** The maximum number of characters of a record, within the size of a buffer. */
    static final int MAX_RECORD_LENGTH = 1 << 20;

    /** The maximum number of delimiters of a record, within the size of a buffer: cells need memory themselves. */
    static final int MAX_RECORD_DELIMITERS = 100_000;

    /** The maximum number of characters and delimiters of the header. */
    static final int MAX_HEADER_LENGTH = 1 << 16;

    /** More characters than a message quotes, so that a secret in the quote is complete and can be redacted. */
    private static final int BEGINNING_LENGTH = 2_000;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char REPLACEMENT = '\uFFFD';

    private final InputStream body;
    private final Charset charset;
    private final Reader text;
    private final char delimiter;
    private final ReportWarnings warnings;
    private final StringBuilder beginning = new StringBuilder(BEGINNING_LENGTH);
    private boolean started;
    private boolean ended;
    private volatile boolean closed;
    private boolean warned;
    private int maxLength = MAX_HEADER_LENGTH;
    private int length;
    private int delimiters;

    BodyText(InputStream body, Charset charset, char delimiter, ReportWarnings warnings) {
        this.body = body;
        this.charset = charset;
        this.text = new InputStreamReader(body, charset);
        this.delimiter = delimiter;
        this.warnings = warnings;
    }

    /** The caller calls this after each record, including the header. */
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

    /** The first characters, which may have been read already. */
    String beginning() throws IOException {
        char[] more = new char[BEGINNING_LENGTH];
        while (beginning.length() < BEGINNING_LENGTH && read(more, 0, more.length) >= 0) {
            // read() appends to beginning
        }
        return beginning.toString();
    }

    /** Fails if the body is closed before its end, so that an incomplete report is not mistaken for a complete one. */
    @Override
    public int read(char[] buffer, int offset, int maxCount) throws IOException {
        if (length > maxLength || delimiters > MAX_RECORD_DELIMITERS) {
            throw new TooLongException();
        }
        int count = started ? text.read(buffer, offset, maxCount) : readFirst(buffer, offset);
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
                warnAboutReplacement();
            }
        }
        if (beginning.length() < BEGINNING_LENGTH) {
            beginning.append(buffer, offset, Math.min(count, BEGINNING_LENGTH - beginning.length()));
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

    private void warnAboutReplacement() {
        if (!warned) {
            warned = true;
            warnings.accept("The report contains malformed " + charset.name() + ", which is replaced by U+FFFD.");
        }
    }

    /** Closes the body directly: closing the InputStreamReader would block while another thread reads. */
    @Override
    public void close() throws IOException {
        closed = true;
        body.close();
    }

    /** A record exceeds the maximum length. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("A record is too long");
        }
    }
}
