package agentsession.decode;

import java.io.InputStream;
import java.util.List;

/** A body that arrives in chunks of the given sizes, which are repeated. */
final class TricklingStream extends InputStream {
    private final byte[] bytes;
    private final List<Integer> chunks;
    private int next;
    private int turn;

    TricklingStream(byte[] bytes, List<Integer> chunks) {
        this.bytes = bytes.clone();
        this.chunks = List.copyOf(chunks);
    }

    @Override
    public int read() {
        return next == bytes.length ? -1 : bytes[next++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int most) {
        if (most == 0) {
            return 0;
        }
        if (next == bytes.length) {
            return -1;
        }
        int chunk = chunks.get(turn++ % chunks.size());
        int count = Math.min(Math.min(chunk, most), bytes.length - next);
        System.arraycopy(bytes, next, target, offset, count);
        next += count;
        return count;
    }
}
