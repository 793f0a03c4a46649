package agentsession.memory;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.runtime.FlatLists;
import org.jspecify.annotations.Nullable;

/** The binary form of a row: an array, a list or a single value, each value after a byte for its type. */
final class RowCodec {
    private static final int NULL = 0;
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int SHORT = 4;
    private static final int INTEGER = 5;
    private static final int LONG = 6;
    private static final int FLOAT = 7;
    private static final int DOUBLE = 8;
    private static final int SMALL_DECIMAL = 9;
    private static final int DECIMAL = 10;
    private static final int LATIN1 = 11;
    private static final int UTF16 = 12;
    private static final int BINARY = 13;
    private static final int ARRAY = 14;
    private static final int FLAT_LIST = 15;
    private static final int LIST = 16;
    private static final int BITS_OF_LONG = 63;

    private RowCodec() {}

    /** Whether a row, or a value in it, has a form. */
    static boolean supports(@Nullable Object row) {
        if (row instanceof Object[] values) {
            for (Object value : values) {
                if (!supports(value)) {
                    return false;
                }
            }
            return true;
        }
        if (row instanceof List<?> values) {
            return values.stream().allMatch(RowCodec::supports);
        }
        return row == null
                || row instanceof Boolean
                || row instanceof Byte
                || row instanceof Short
                || row instanceof Integer
                || row instanceof Long
                || row instanceof Float
                || row instanceof Double
                || row instanceof BigDecimal
                || row instanceof String
                || row instanceof ByteString;
    }

    static void write(@Nullable Object row, DataOutputStream out) throws IOException {
        if (row == null) {
            out.writeByte(NULL);
        } else if (row instanceof String string) {
            write(string, out);
        } else if (row instanceof Integer number) {
            out.writeByte(INTEGER);
            out.writeInt(number);
        } else if (row instanceof Long number) {
            out.writeByte(LONG);
            out.writeLong(number);
        } else if (row instanceof BigDecimal number) {
            write(number, out);
        } else if (row instanceof Object[] values) {
            out.writeByte(ARRAY);
            out.writeInt(values.length);
            for (Object value : values) {
                write(value, out);
            }
        } else if (row instanceof Boolean value) {
            out.writeByte(value ? TRUE : FALSE);
        } else if (row instanceof Double number) {
            out.writeByte(DOUBLE);
            out.writeDouble(number);
        } else if (row instanceof Float number) {
            out.writeByte(FLOAT);
            out.writeFloat(number);
        } else if (row instanceof Short number) {
            out.writeByte(SHORT);
            out.writeShort(number);
        } else if (row instanceof Byte number) {
            out.writeByte(BYTE);
            out.writeByte(number);
        } else if (row instanceof ByteString bytes) {
            out.writeByte(BINARY);
            writeBytes(bytes.getBytes(), out);
        } else if (row instanceof List<?> values) {
            out.writeByte(row instanceof Comparable ? FLAT_LIST : LIST);
            out.writeInt(values.size());
            for (Object value : values) {
                write(value, out);
            }
        } else {
            throw new IllegalArgumentException("Not a value of a row: " + row.getClass());
        }
    }

    private static void write(BigDecimal number, DataOutputStream out) throws IOException {
        BigInteger unscaled = number.unscaledValue();
        boolean small = unscaled.bitLength() <= BITS_OF_LONG;
        out.writeByte(small ? SMALL_DECIMAL : DECIMAL);
        out.writeInt(number.scale());
        if (small) {
            out.writeLong(unscaled.longValue());
        } else {
            writeBytes(unscaled.toByteArray(), out);
        }
    }

    private static void write(String string, DataOutputStream out) throws IOException {
        boolean latin1 = string.chars().allMatch(c -> c < 0x100);
        out.writeByte(latin1 ? LATIN1 : UTF16);
        if (latin1) {
            writeBytes(string.getBytes(StandardCharsets.ISO_8859_1), out);
        } else {
            out.writeInt(string.length());
            out.writeChars(string);
        }
    }

    private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static @Nullable Object read(DataInputStream in) throws IOException {
        int type = in.readByte();
        return switch (type) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case BYTE -> in.readByte();
            case SHORT -> in.readShort();
            case INTEGER -> in.readInt();
            case LONG -> in.readLong();
            case FLOAT -> in.readFloat();
            case DOUBLE -> in.readDouble();
            case SMALL_DECIMAL -> readSmallDecimal(in);
            case DECIMAL -> readDecimal(in);
            case LATIN1 -> new String(readBytes(in), StandardCharsets.ISO_8859_1);
            case UTF16 -> readChars(in);
            case BINARY -> new ByteString(readBytes(in));
            case ARRAY -> readValues(in).toArray();
            case FLAT_LIST -> flatList(readValues(in));
            case LIST -> readValues(in);
            default -> throw new IOException("Unknown type of a value in a temporary file: " + type);
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // it was comparable when it was written
    private static Object flatList(List<@Nullable Object> values) {
        return FlatLists.of((List) values);
    }

    private static List<@Nullable Object> readValues(DataInputStream in) throws IOException {
        int size = in.readInt();
        List<@Nullable Object> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(read(in));
        }
        return values;
    }

    private static BigDecimal readSmallDecimal(DataInputStream in) throws IOException {
        int scale = in.readInt();
        return BigDecimal.valueOf(in.readLong(), scale);
    }

    private static BigDecimal readDecimal(DataInputStream in) throws IOException {
        int scale = in.readInt();
        return new BigDecimal(new BigInteger(readBytes(in)), scale);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    private static String readChars(DataInputStream in) throws IOException {
        char[] chars = new char[in.readInt()];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = in.readChar();
        }
        return new String(chars);
    }
}
