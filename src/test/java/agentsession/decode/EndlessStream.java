package agentsession.decode;

import java.io.InputStream;

/** A body with a given start that then repeats one byte endlessly, and counts the bytes read. */
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
