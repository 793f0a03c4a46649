package agentsession.cache.store;

import java.nio.ByteBuffer;

/** A buffer that grows, for the encoded columns of a block. */
final class ByteSink {
    private static final int INITIAL = 1 << 16;

    private ByteBuffer bytes = ByteBuffer.allocate(INITIAL);

    int size() {
        return bytes.position();
    }

    void clear() {
        bytes.clear();
    }

    void putByte(int value) {
        room(Byte.BYTES).put((byte) value);
    }

    void putShort(int value) {
        room(Short.BYTES).putShort((short) value);
    }

    void putInt(int value) {
        room(Integer.BYTES).putInt(value);
    }

    void putLong(long value) {
        room(Long.BYTES).putLong(value);
    }

    void putBytes(byte[] value) {
        room(value.length).put(value);
    }

    /** The bytes so far. They are those of this buffer, so they change after {@link #clear}. */
    ByteBuffer content() {
        return bytes.duplicate().flip();
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            int needed = Math.addExact(bytes.position(), more);
            ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, (int) Math.min(2L * bytes.capacity(), 1 << 30)));
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }
}
