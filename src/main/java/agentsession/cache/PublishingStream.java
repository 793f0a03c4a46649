package agentsession.cache;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Publishes what was read before each read that may have to wait. */
final class PublishingStream extends FilterInputStream {
    private final Runnable publish;
    private final Runnable check;

    /** @param check called before each read */
    PublishingStream(InputStream in, Runnable publish, Runnable check) {
        super(in);
        this.publish = publish;
        this.check = check;
    }

    @Override
    public int read() throws IOException {
        beforeRead();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        beforeRead();
        return super.read(bytes, offset, length);
    }

    private void beforeRead() throws IOException {
        if (available() == 0) {
            publish.run();
        }
        check.run();
    }
}
