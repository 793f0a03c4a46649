package agentsession.decode;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EightBytesTest {
    private static final long COMMAS = EightBytes.repeated((byte) ',');

    @Property
    void theFirstMarkIsTheFirstEqualByte(@ForAll @Size(8) byte[] bytes, @ForAll @IntRange(max = 8) int comma) {
        if (comma < bytes.length) {
            bytes[comma] = ',';
        }
        long marks = EightBytes.equal(EightBytes.from(bytes, 0), COMMAS);

        int expected = firstIndex(bytes, ',', ',');
        assertThat(marks == 0 ? -1 : EightBytes.first(marks)).isEqualTo(expected);
    }

    @Property
    void theFirstMarkIsTheFirstByteBelow(
            @ForAll @Size(8) byte[] bytes, @ForAll @IntRange(min = 1, max = 127) int limit) {
        long marks = EightBytes.below(EightBytes.from(bytes, 0), limit);

        assertThat(marks == 0 ? -1 : EightBytes.first(marks)).isEqualTo(firstIndex(bytes, 0, limit - 1));
    }

    @Property
    void allEqualBytesAreMarked(@ForAll @Size(8) byte[] bytes) {
        long marks = EightBytes.equal(EightBytes.from(bytes, 0), COMMAS);

        for (int index = 0; index < bytes.length; index++) {
            if (bytes[index] == ',') {
                assertThat(marks >>> (index * 8) & 0x80).isEqualTo(0x80);
            }
        }
    }

    @Property
    void bytesOfAnyPlaceAreTheSame(
            @ForAll @Size(8) byte[] bytes,
            @ForAll @IntRange(max = 8) int length,
            @ForAll @IntRange(max = 9) int start) {
        byte[] moved = new byte[30];
        Arrays.fill(moved, (byte) 0xA5);
        System.arraycopy(bytes, 0, moved, start, length);

        assertThat(EightBytes.between(moved, start, start + length)).isEqualTo(EightBytes.between(bytes, 0, length));
    }

    @Property
    void aNumberHasDigitsOnly(@ForAll @Size(8) byte[] bytes, @ForAll @IntRange(max = 99_999_999) int number) {
        byte[] text = String.valueOf(number).getBytes(US_ASCII);
        byte[] cell = Arrays.copyOf(bytes, bytes.length + text.length);
        System.arraycopy(text, 0, cell, bytes.length, text.length);

        assertThat(EightBytes.number(EightBytes.digits(cell, bytes.length, cell.length)))
                .isEqualTo(number);
    }

    @Test
    void otherBytesAreNoDigits() {
        for (int place = 0; place < 8; place++) {
            for (int other = Byte.MIN_VALUE; other <= Byte.MAX_VALUE; other++) {
                byte[] digits = "99999999".getBytes(US_ASCII);
                digits[place] = (byte) other;
                boolean digit = other >= '0' && other <= '9';

                assertThat(EightBytes.number(EightBytes.digits(digits, 0, 8)) >= 0)
                        .as("byte %d at %d", other, place)
                        .isEqualTo(digit);
            }
        }
    }

    private static int firstIndex(byte[] bytes, int from, int to) {
        for (int index = 0; index < bytes.length; index++) {
            if (bytes[index] >= from && bytes[index] <= to) {
                return index;
            }
        }
        return -1;
    }
}
