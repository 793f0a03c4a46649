package agentsession.cache.store;

import agentsession.decode.InvalidCell;
import agentsession.error.SqlState;
import agentsession.report.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of the values of one column in one block. It is read by one thread, which keeps a codec for each column,
 * so that equal values of consecutive blocks are the same object.
 *
 * <ul>
 *   <li>Text: the different strings, and for each row the number of its string, where 0 is NULL.
 *   <li>Numbers and times: whole numbers (hundredths, minutes) as differences from the least one, in as few bytes as the
 *       greatest needs, which is none if all are equal. Values that are not such a whole number, and {@link InvalidCell}s,
 *       follow one by one.
 * </ul>
 */
final class ColumnCodec {
    private static final int NULLS = 1;
    private static final int OTHERS = 2;
    private static final int UTF16 = 1;

    private static final int OTHER_DECIMAL = 0;
    private static final int OTHER_LONG = 1;
    private static final int OTHER_INVALID = 2;

    private static final int SCALE = 2;
    private static final long MILLIS_PER_MINUTE = 60_000;
    private static final int BYTE_VALUES = 256;
    private static final int CACHE_SIZE = 512;
    private static final int MAX_CACHED_LENGTH = 64;

    private final ColumnType type;
    private final @Nullable String[] strings;
    private boolean invalid;
    private long lastNumber;
    private @Nullable Object lastValue;

    ColumnCodec(ColumnType type) {
        this.type = type;
        this.strings = new @Nullable String[type == ColumnType.VARCHAR ? CACHE_SIZE : 0];
    }

    /** Appends the values of a column. */
    static void encode(ColumnType type, @Nullable Object[][] rows, int count, int column, ByteSink out) {
        if (type == ColumnType.VARCHAR) {
            encodeText(rows, count, column, out);
        } else {
            encodeNumbers(type, rows, count, column, out);
        }
    }

    private static void encodeText(@Nullable Object[][] rows, int count, int column, ByteSink out) {
        Map<String, Integer> codes = new HashMap<>();
        int[] codeOfRow = new int[count];
        List<String> dictionary = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (rows[i][column] instanceof String text) {
                Integer code = codes.get(text);
                if (code == null) {
                    dictionary.add(text);
                    code = dictionary.size();
                    codes.put(text, code);
                }
                codeOfRow[i] = code;
            }
        }
        out.putInt(dictionary.size());
        dictionary.forEach(text -> putText(text, out));
        int width = dictionary.isEmpty() ? 0 : dictionary.size() < BYTE_VALUES ? Byte.BYTES : Short.BYTES;
        out.putByte(width);
        for (int code : codeOfRow) {
            put(code, width, out);
        }
    }

    private static void putText(String text, ByteSink out) {
        boolean latin1 = true;
        for (int i = 0; i < text.length() && latin1; i++) {
            latin1 = text.charAt(i) < BYTE_VALUES;
        }
        if (latin1) {
            out.putInt(text.length() << 1);
            out.putBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        } else {
            out.putInt(text.length() << 1 | UTF16);
            for (int i = 0; i < text.length(); i++) {
                out.putShort(text.charAt(i));
            }
        }
    }

    private static void encodeNumbers(ColumnType type, @Nullable Object[][] rows, int count, int column, ByteSink out) {
        long[] numbers = new long[count];
        byte[] nulls = new byte[(count + 7) / 8];
        List<Integer> others = new ArrayList<>();
        boolean hasNulls = false;
        boolean hasNumbers = false;
        long least = 0;
        long greatest = 0;
        for (int i = 0; i < count; i++) {
            Object value = rows[i][column];
            if (value == null) {
                nulls[i >> 3] |= (byte) (1 << (i & 7));
                hasNulls = true;
            } else if (isNumber(type, value)) {
                long number = number(type, value);
                numbers[i] = number;
                least = hasNumbers ? Math.min(least, number) : number;
                greatest = hasNumbers ? Math.max(greatest, number) : number;
                hasNumbers = true;
            } else {
                others.add(i);
            }
        }
        out.putByte((hasNulls ? NULLS : 0) | (others.isEmpty() ? 0 : OTHERS));
        int width = width(least, greatest);
        out.putByte(width);
        out.putLong(least);
        if (hasNulls) {
            out.putBytes(nulls);
        }
        if (width > 0) {
            for (int i = 0; i < count; i++) {
                put(numbers[i] - least, width, out);
            }
        }
        if (!others.isEmpty()) {
            out.putInt(others.size());
            for (int row : others) {
                out.putInt(row);
                putOther(rows[row][column], out);
            }
        }
    }

    private static int width(long least, long greatest) {
        long range = greatest - least;
        if (range < 0) {
            // More than a long: the differences overflow, and overflow back when they are added.
            return Long.BYTES;
        }
        if (range == 0) {
            return 0;
        }
        if (range < BYTE_VALUES) {
            return Byte.BYTES;
        }
        return range < 1 << 16 ? Short.BYTES : range < 1L << 32 ? Integer.BYTES : Long.BYTES;
    }

    private static void put(long value, int width, ByteSink out) {
        switch (width) {
            case Byte.BYTES -> out.putByte((int) value);
            case Short.BYTES -> out.putShort((int) value);
            case Integer.BYTES -> out.putInt((int) value);
            case Long.BYTES -> out.putLong(value);
            default -> {
                // nothing to write
            }
        }
    }

    private static boolean isNumber(ColumnType type, Object value) {
        return switch (type) {
            case INTEGER -> value instanceof Integer;
            case BIGINT -> value instanceof Long;
            case TIMESTAMP -> value instanceof Long millis && millis % MILLIS_PER_MINUTE == 0;
            case DECIMAL ->
                value instanceof BigDecimal decimal
                        && decimal.scale() == SCALE
                        && decimal.precision() <= ColumnType.BIGINT.precision() - 1;
            case VARCHAR -> false;
        };
    }

    private static long number(ColumnType type, Object value) {
        return switch (type) {
            case INTEGER -> (Integer) value;
            case TIMESTAMP -> (Long) value / MILLIS_PER_MINUTE;
            // Unlike unscaledValue(), without a BigInteger.
            case DECIMAL -> ((BigDecimal) value).scaleByPowerOfTen(SCALE).longValue();
            case BIGINT, VARCHAR -> (Long) value;
        };
    }

    private static void putOther(@Nullable Object value, ByteSink out) {
        if (value instanceof InvalidCell cell) {
            out.putByte(OTHER_INVALID);
            putText(cell.state().name(), out);
            putText(cell.message(), out);
        } else if (value instanceof Long number) {
            out.putByte(OTHER_LONG);
            out.putLong(number);
        } else if (value instanceof BigDecimal decimal) {
            byte[] unscaled = decimal.unscaledValue().toByteArray();
            out.putByte(OTHER_DECIMAL);
            out.putInt(decimal.scale());
            out.putInt(unscaled.length);
            out.putBytes(unscaled);
        } else {
            throw new IllegalArgumentException("Not a value of a report: " + value);
        }
    }

    /** The values of the column, from its first byte on. */
    @Nullable
    Object[] decode(ByteBuffer in, int count) {
        invalid = false;
        @Nullable Object[] values = new @Nullable Object[count];
        if (type == ColumnType.VARCHAR) {
            decodeText(in, values);
        } else {
            decodeNumbers(in, values);
        }
        return values;
    }

    /** Whether the values decoded last contain an {@link InvalidCell}. */
    boolean hasInvalid() {
        return invalid;
    }

    private void decodeText(ByteBuffer in, @Nullable Object[] values) {
        @Nullable Object[] dictionary = new @Nullable Object[in.getInt() + 1];
        for (int i = 1; i < dictionary.length; i++) {
            dictionary[i] = cached(text(in));
        }
        switch (in.get()) {
            case Byte.BYTES -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = dictionary[in.get() & 0xff];
                }
            }
            case Short.BYTES -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = dictionary[in.getShort() & 0xffff];
                }
            }
            default -> {
                // all NULL
            }
        }
    }

    private static String text(ByteBuffer in) {
        int head = in.getInt();
        int length = head >>> 1;
        if ((head & UTF16) == 0) {
            String text = new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.ISO_8859_1);
            in.position(in.position() + length);
            return text;
        }
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = in.getChar();
        }
        return new String(chars);
    }

    private String cached(String text) {
        if (text.length() > MAX_CACHED_LENGTH) {
            return text;
        }
        int hash = text.hashCode();
        int slot = (hash ^ (hash >>> 9) ^ (hash >>> 18)) & (CACHE_SIZE - 1);
        String cached = strings[slot];
        if (text.equals(cached)) {
            return cached;
        }
        strings[slot] = text;
        return text;
    }

    private void decodeNumbers(ByteBuffer in, @Nullable Object[] values) {
        int flags = in.get();
        int width = in.get();
        long least = in.getLong();
        int nulls = in.position();
        if ((flags & NULLS) != 0) {
            in.position(nulls + (values.length + 7) / 8);
        }
        switch (width) {
            case Byte.BYTES -> decodeBytes(in, least, values);
            case Short.BYTES -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = value(least + (in.getShort() & 0xffff));
                }
            }
            case Integer.BYTES -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = value(least + (in.getInt() & 0xffff_ffffL));
                }
            }
            case Long.BYTES -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = value(least + in.getLong());
                }
            }
            default -> Arrays.fill(values, value(least));
        }
        if ((flags & NULLS) != 0) {
            for (int i = 0; i < values.length; i++) {
                if ((in.get(nulls + (i >> 3)) & 1 << (i & 7)) != 0) {
                    values[i] = null;
                }
            }
        }
        if ((flags & OTHERS) != 0) {
            for (int left = in.getInt(); left > 0; left--) {
                int row = in.getInt();
                Object other = other(in);
                invalid |= other instanceof InvalidCell;
                values[row] = other;
            }
        }
    }

    /** Values of a narrow range occur repeatedly, so each becomes one object. */
    private void decodeBytes(ByteBuffer in, long least, @Nullable Object[] values) {
        @Nullable Object[] table = new @Nullable Object[BYTE_VALUES];
        for (int i = 0; i < values.length; i++) {
            int code = in.get() & 0xff;
            Object value = table[code];
            if (value == null) {
                value = value(least + code);
                table[code] = value;
            }
            values[i] = value;
        }
    }

    private Object value(long number) {
        Object last = lastValue;
        if (last != null && number == lastNumber) {
            return last;
        }
        Object value =
                switch (type) {
                    case INTEGER -> (int) number;
                    case TIMESTAMP -> number * MILLIS_PER_MINUTE;
                    case DECIMAL -> BigDecimal.valueOf(number, SCALE);
                    case BIGINT, VARCHAR -> number;
                };
        lastNumber = number;
        lastValue = value;
        return value;
    }

    private static Object other(ByteBuffer in) {
        return switch (in.get()) {
            case OTHER_INVALID -> new InvalidCell(SqlState.valueOf(text(in)), text(in));
            case OTHER_LONG -> in.getLong();
            default -> {
                int scale = in.getInt();
                byte[] unscaled = new byte[in.getInt()];
                in.get(unscaled);
                yield new BigDecimal(new BigInteger(unscaled), scale);
            }
        };
    }
}
