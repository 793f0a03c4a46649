package agentsession.service;

import agentsession.concurrent.CancellationToken;
import agentsession.http.TransportFailure;
import agentsession.text.BulkInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** The text of a report. A truncated body is an {@link IOException} with a message for users. */
final class ReportStream extends BulkInputStream {
    private final InputStream in;
    private final String host;
    /** Whether the end of the text is known without the end of the connection. */
    private final boolean framed;

    private final CancellationToken token;

    private int last = '\n';

    ReportStream(InputStream text, String host, boolean framed, CancellationToken token) {
        in = text;
        this.host = host;
        this.framed = framed;
        this.token = token;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    protected int readBytes(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = in.read(bytes, offset, length);
            if (token.isCancelled()) {
                throw new InterruptedIOException("The download was cancelled");
            }
            if (count < 0) {
                checkComplete();
            } else {
                last = bytes[offset + count - 1];
            }
            return count;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("The report from " + host + " is incomplete: " + TransportFailure.reason(e), e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** If only the end of the connection ends a body, it may be truncated anywhere; nearly always that is within a line. */
    private void checkComplete() throws EOFException {
        if (!framed && last != '\n') {
            throw new EOFException("it ends within a line, and the response has no length");
        }
    }
}
