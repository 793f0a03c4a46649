package agentsession.service;

import agentsession.http.TransportFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;

/**
 * The report's text on its way to the reader: the end of it is the end of the report, and everything else that ends it
 * is an {@link IOException} that says so.
 */
final class ReportStream extends InputStream {
    private static final String ENDED = "The download of the report was ended";

    private final InputStream text;
    private final HttpReportCall call;
    private final String host;
    /** Whether anything else tells where the text ends: a length, chunks, a check sum, the last tag of XML. */
    private final boolean framed;

    private int last = '\n';

    ReportStream(InputStream text, HttpReportCall call, String host, boolean framed) {
        this.text = text;
        this.call = call;
        this.host = host;
        this.framed = framed;
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
            int count = text.read(bytes, offset, length);
            if (call.isAborted()) {
                throw new IOException(ENDED);
            }
            if (count < 0) {
                checkWhole();
                call.letGo();
            } else {
                last = bytes[offset + count - 1];
            }
            return count;
        } catch (InterruptedIOException e) {
            call.letGo();
            throw e;
        } catch (IOException e) {
            call.letGo();
            throw call.isAborted() ? new IOException(ENDED, e) : broken(e);
        }
    }

    @Override
    public void close() throws IOException {
        call.letGo();
        text.close();
    }

    /** A body that only the end of its connection ends may have been cut anywhere; nearly all cuts fall within a line. */
    private void checkWhole() throws EOFException {
        if (!framed && last != '\n') {
            throw new EOFException("it ends within a line, and the service gave no length to check it by");
        }
    }

    private IOException broken(IOException e) {
        return new IOException(
                "The report from " + host + " broke off before its end: " + TransportFailure.reason(e), e);
    }
}
