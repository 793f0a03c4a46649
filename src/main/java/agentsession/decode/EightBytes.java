package agentsession.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Examines eight bytes at once, in a long whose lowest bits are the first byte. */
final class EightBytes {
    static final int SIZE = Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long ZERO_DIGITS = ONES * '0';

    private EightBytes() {}

    /** The bytes from an index, of which the array must have eight. */
    static long from(byte[] bytes, int start) {
        return (long) LONGS.get(bytes, start);
    }

    /** The bytes from one index to another, at most eight, before zeros. */
    static long between(byte[] bytes, int start, int end) {
        if (end >= SIZE && end > start) {
            return from(bytes, end - SIZE) >>> ((SIZE - (end - start)) * Byte.SIZE);
        }
        long all = 0;
        for (int at = end - 1; at >= start; at--) {
            all = (all << Byte.SIZE) | (bytes[at] & 0xFF);
        }
        return all;
    }

    /** The same byte eight times. */
    static long repeated(byte value) {
        return (value & 0xFF) * ONES;
    }

    /** Has the high bit of each ASCII byte below a limit. Bytes after such a byte may be marked too. */
    static long below(long bytes, int limit) {
        return (bytes - limit * ONES) & ~bytes & HIGH_BITS;
    }

    /** Has the high bit of each byte that is equal in both. Bytes after such a byte may be marked too. */
    static long equal(long bytes, long others) {
        return below(bytes ^ others, 1);
    }

    /** The index of the first marked byte. */
    static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) / Byte.SIZE;
    }

    /** Whether one is not ASCII. */
    static boolean hasHighBit(long bytes) {
        return (bytes & HIGH_BITS) != 0;
    }

    /**
     * The values of at least one and at most eight digits, after zeros; values over 9 for other bytes.
     *
     * @param end at least 8
     */
    static long digits(byte[] bytes, int start, int end) {
        int unused = (SIZE - (end - start)) * Byte.SIZE;
        return (from(bytes, end - SIZE) ^ ZERO_DIGITS) >>> unused << unused;
    }

    /** The number of eight digits, -1 if one is not from 0 to 9. */
    static int number(long digits) {
        if ((((digits + ONES * (128 - 10)) | digits) & HIGH_BITS) != 0) {
            return -1;
        }
        long pairs = (digits * 10 + (digits >>> 8)) & 0x00FF00FF00FF00FFL;
        long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000FFFF0000FFFFL;
        return (int) (fours * 10_000 + (fours >>> 32));
    }
}
