package agentsession.cache;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Does something before each read. */
final class PublishingStream extends FilterInputStream {
    private final BeforeRead beforeRead;

    /** What is done. */
    interface BeforeRead {
        /**
         * Does it.
         *
         * @param mayBlock whether the read may have to wait for bytes
         */
        void run(boolean mayBlock);
    }

    PublishingStream(InputStream in, BeforeRead beforeRead) {
        super(in);
        this.beforeRead = beforeRead;
    }

    @Override
    public int read() throws IOException {
        beforeRead.run(available() == 0);
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        beforeRead.run(available() == 0);
        return super.read(bytes, offset, length);
    }
}
