package agentsession.decode;

import java.io.InputStream;
import java.util.List;

/** A body that comes in portions of the given sizes, over and over. */
final class TricklingStream extends InputStream {
    private final byte[] bytes;
    private final List<Integer> portions;
    private int next;
    private int turn;

    TricklingStream(byte[] bytes, List<Integer> portions) {
        this.bytes = bytes.clone();
        this.portions = List.copyOf(portions);
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
        int portion = portions.get(turn++ % portions.size());
        int count = Math.min(Math.min(portion, most), bytes.length - next);
        System.arraycopy(bytes, next, target, offset, count);
        next += count;
        return count;
    }
}
