package agentsession.decode;

import java.io.IOException;
import java.io.InputStream;

/** A body that throws an exception. */
final class BrokenStream extends InputStream {
    private final IOException failure;

    BrokenStream(IOException failure) {
        this.failure = failure;
    }

    @Override
    public int read() throws IOException {
        throw failure;
    }

    @Override
    public int read(byte[] target, int offset, int most) throws IOException {
        throw failure;
    }
}
