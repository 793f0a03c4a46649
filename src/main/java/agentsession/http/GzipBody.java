package agentsession.http;

import agentsession.text.BulkInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * A gzip body (RFC 1952) of one or more members, decompressed as it arrives.
 *
 * <p>{@link java.util.zip.GZIPInputStream} looks for another member only if its first bytes have already arrived, and
 * treats a failure to read it as the end: over a network both would silently lose rows. Here only the end of the body is
 * the end, and anything after a member that is neither padding nor a complete member is an error.
 */
final class GzipBody extends BulkInputStream {
    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECK = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    /** Also the lock, so that the inflater's memory is not freed during a read. */
    private final Inflater inflater = new Inflater(true);

    private final CRC32 check = new CRC32();
    private final byte[] input = new byte[16 * 1024];
    private int position;
    private int limit;
    private boolean started;
    private boolean inMember;
    private boolean ended;
    private boolean closed;

    GzipBody(InputStream in) {
        this.in = in;
    }

    @Override
    protected int readBytes(byte[] bytes, int offset, int length) throws IOException {
        synchronized (inflater) {
            if (closed) {
                throw new IOException("The download was cancelled");
            }
            while (!ended) {
                if (!inMember) {
                    beginMember();
                } else if (inflater.finished()) {
                    endMember();
                } else {
                    int count = inflate(bytes, offset, length);
                    if (count > 0) {
                        return count;
                    }
                }
            }
            return -1;
        }
    }

    /** Aborts the download first, so that a blocked reader releases the lock. */
    @Override
    public void close() throws IOException {
        in.close();
        synchronized (inflater) {
            closed = true;
            inflater.end();
        }
    }

    private int inflate(byte[] bytes, int offset, int length) throws IOException {
        if (inflater.needsInput()) {
            if (position == limit && !fill()) {
                throw truncated();
            }
            inflater.setInput(input, position, limit - position);
            position = limit;
        }
        try {
            int count = inflater.inflate(bytes, offset, length);
            if (inflater.needsDictionary()) {
                throw new ZipException("The gzip body is invalid: it needs a dictionary");
            }
            check.update(bytes, offset, count);
            return count;
        } catch (DataFormatException e) {
            ZipException invalid = new ZipException("The gzip body is invalid: " + TransportFailure.reason(e));
            invalid.initCause(e);
            throw invalid;
        }
    }

    private void beginMember() throws IOException {
        while (position < limit || fill()) {
            int first = input[position++] & 0xff;
            if (first == MAGIC_1) {
                readHeader();
                inflater.reset();
                check.reset();
                inMember = true;
                started = true;
                return;
            }
            if (first != 0 || !started) {
                throw new ZipException(
                        started
                                ? "The gzip body is followed by data that is not gzip"
                                : "The body is not gzip, although Content-Encoding says so");
            }
        }
        ended = true;
    }

    private void readHeader() throws IOException {
        if (next() != MAGIC_2 || next() != DEFLATE) {
            throw new ZipException("The body is not gzip, although Content-Encoding says so");
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipString();
        }
        if ((flags & COMMENT) != 0) {
            skipString();
        }
        if ((flags & HEADER_CHECK) != 0) {
            skip(2);
        }
    }

    private void endMember() throws IOException {
        position = limit - inflater.getRemaining();
        if (nextInt() != check.getValue() || nextInt() != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("The gzip body is invalid: wrong checksum");
        }
        inMember = false;
    }

    private void skipString() throws IOException {
        while (next() != 0) {
            // file name and comment are not used
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private long nextInt() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private int next() throws IOException {
        if (position == limit && !fill()) {
            throw truncated();
        }
        return input[position++] & 0xff;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(input, 0, input.length));
        return limit > 0;
    }

    private static EOFException truncated() {
        return new EOFException("The gzip body is truncated");
    }
}
