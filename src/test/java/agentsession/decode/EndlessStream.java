package agentsession.decode;

import java.io.InputStream;

/** A body that begins well and then repeats one byte for ever, counting what it has sent. */
final class EndlessStream extends InputStream {
    private final byte[] beginning;
    private final byte rest;
    private int sent;

    EndlessStream(byte[] beginning, byte rest) {
        this.beginning = beginning.clone();
        this.rest = rest;
    }

    @Override
    public int read() {
        return next() & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int most) {
        for (int i = 0; i < most; i++) {
            target[offset + i] = next();
        }
        return most;
    }

    private byte next() {
        int at = sent++;
        return at < beginning.length ? beginning[at] : rest;
    }

    int sent() {
        return sent;
    }
}
