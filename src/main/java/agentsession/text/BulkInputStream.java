package agentsession.text;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** An input stream that reads in bulk; a single byte is a bulk of one. */
public abstract class BulkInputStream extends InputStream {
    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        return length == 0 ? 0 : readBytes(bytes, offset, length);
    }

    /**
     * Reads at least one byte, waiting for it.
     *
     * @param length how many at the most; at least one
     * @return how many; -1 at the end
     */
    protected abstract int readBytes(byte[] bytes, int offset, int length) throws IOException;
}
