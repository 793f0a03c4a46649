package agentsession.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decodes texts from UTF-8, of which many occur repeatedly: recent short ones are kept, and equal ones are the same object. */
final class RecentTexts {
    private static final int CAPACITY = 256;
    private static final int MAX_LENGTH = 64;
    /** Odd and without a pattern, so that the highest bits of a product depend on all bits. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final byte[] @Nullable [] keys = new byte[CAPACITY] @Nullable [];
    private final @Nullable String[] texts = new @Nullable String[CAPACITY];

    String get(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String kept = get(bytes, 0, bytes.length);
        // Not equal if the text has half of a surrogate pair.
        return kept.equals(text) ? kept : text;
    }

    String get(byte[] bytes, int start, int end) {
        int length = end - start;
        if (length > MAX_LENGTH) {
            return new String(bytes, start, length, StandardCharsets.UTF_8);
        }
        int slot = slot(bytes, start, end);
        byte[] key = keys[slot];
        String kept = texts[slot];
        if (key != null && kept != null && Arrays.equals(key, 0, key.length, bytes, start, end)) {
            return kept;
        }
        String text = new String(bytes, start, length, StandardCharsets.UTF_8);
        keys[slot] = Arrays.copyOfRange(bytes, start, end);
        texts[slot] = text;
        return text;
    }

    private static int slot(byte[] bytes, int start, int end) {
        long hash = 0;
        for (int at = start; at < end; at += EightBytes.SIZE) {
            int next = Math.min(at + EightBytes.SIZE, end);
            hash = (hash + EightBytes.between(bytes, at, next)) * MULTIPLIER;
        }
        return (int) (hash >>> (Long.SIZE - Integer.numberOfTrailingZeros(CAPACITY)));
    }
}
