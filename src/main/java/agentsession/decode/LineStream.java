package agentsession.decode;

import agentsession.text.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body that is read in blocks, of which lines can be taken in place. What is not taken is read as a stream: a read ends
 * with a line feed, so that a reader that needs one line does not get the beginning of the next. This relies on {@link
 * java.io.InputStreamReader} and Commons CSV, which do not read again before what they have is used up.
 */
final class LineStream extends BulkInputStream {
    /** Each read of the body makes the rows before it visible, which has a cost; a record has some hundred bytes. */
    private static final int BLOCK_SIZE = 1 << 15;

    private final InputStream body;
    private final byte[] block = new byte[BLOCK_SIZE + EightBytes.SIZE];
    private int position;
    private int limit;
    private boolean ended;
    private byte last = '\n';
    private boolean hasLoneReturns;

    LineStream(InputStream body) {
        this.body = body;
    }

    /**
     * Whether the next byte is the first of a line. It is not if a carriage return without a line feed was read: it may
     * be a line break too, so that more than a line may have been read.
     */
    boolean isAtLineStart() {
        return last == '\n' && !hasLoneReturns;
    }

    /** The bytes from {@link #position} to {@link #limit} have been received and not read. After them are at least 8 others. */
    byte[] block() {
        return block;
    }

    int position() {
        return position;
    }

    int limit() {
        return limit;
    }

    /**
     * Receives more bytes, which may block and moves the position.
     *
     * @return false if there are no more, or no space for them
     */
    boolean receive() throws IOException {
        System.arraycopy(block, position, block, 0, limit - position);
        limit -= position;
        position = 0;
        if (ended || limit == BLOCK_SIZE) {
            return false;
        }
        int count = body.read(block, limit, BLOCK_SIZE - limit);
        if (count < 0) {
            ended = true;
            return false;
        }
        limit += count;
        return true;
    }

    /** Takes received bytes, of whole lines. */
    void take(int count) {
        position += count;
    }

    @Override
    protected int readBytes(byte[] target, int offset, int maxCount) throws IOException {
        if (position == limit && !receive()) {
            return -1;
        }
        int end = Math.min(limit, position + maxCount);
        int start = position;
        do {
            byte next = block[position++];
            hasLoneReturns |= last == '\r' && next != '\n';
            last = next;
        } while (position < end && (last != '\n' || hasLoneReturns));
        System.arraycopy(block, start, target, offset, position - start);
        return position - start;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
