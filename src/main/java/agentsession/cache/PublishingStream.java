package agentsession.cache;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Does something before each read that may block. */
final class PublishingStream extends FilterInputStream {
    private final Runnable beforeRead;

    PublishingStream(InputStream in, Runnable beforeRead) {
        super(in);
        this.beforeRead = beforeRead;
    }

    /** Zero, since a decompressor reports bytes that it may not have. */
    @Override
    public int available() {
        return 0;
    }

    @Override
    public int read() throws IOException {
        beforeRead.run();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        beforeRead.run();
        return super.read(bytes, offset, length);
    }
}
