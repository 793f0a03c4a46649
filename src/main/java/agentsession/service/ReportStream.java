package agentsession.service;

import agentsession.concurrent.CancellationToken;
import agentsession.http.TransportFailure;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;

/** The text of a report: its end is the end of the report, and a body cut short is an {@link IOException} that says so. */
final class ReportStream extends FilterInputStream {
    private final String host;
    /** Whether anything else shows where the text ends: a length, chunks, a check sum, the last tag of XML. */
    private final boolean framed;

    private final CancellationToken token;

    private int last = '\n';

    ReportStream(InputStream text, String host, boolean framed, CancellationToken token) {
        super(text);
        this.host = host;
        this.framed = framed;
        this.token = token;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        try {
            int count = in.read(bytes, offset, length);
            if (token.isCancelled()) {
                throw new InterruptedIOException("The download was cancelled");
            }
            if (count < 0) {
                checkWhole();
            } else {
                last = bytes[offset + count - 1];
            }
            return count;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    "The report from " + host + " broke off before its end: " + TransportFailure.reason(e), e);
        }
    }

    /** A body that only the end of its connection ends may have been cut anywhere; nearly all cuts fall within a line. */
    private void checkWhole() throws EOFException {
        if (!framed && last != '\n') {
            throw new EOFException("it ends within a line, and the service gave no length to check it by");
        }
    }
}
