package agentsession.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.runtime.FlatLists;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RowCodecTest {
    static Stream<Object> rows() {
        return Stream.of(
                true,
                false,
                (byte) -1,
                (short) -2,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                1.5f,
                Double.NaN,
                -0.0,
                "",
                "Süd",
                "a😀b",
                "\ud83d",
                "x".repeat(100_000),
                new BigDecimal("1.50"),
                new BigDecimal("-12345678901234567890123456789012345678.901"),
                new BigDecimal("1E+30"),
                new ByteString(new byte[] {0, -1}),
                FlatLists.of(1, "a"),
                Arrays.asList(1, null, Arrays.asList("b", null)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aValueIsReadAsItWasWritten(Object value) throws IOException {
        assertThat(RowCodec.supports(value)).isTrue();
        assertThat(copy(value)).isEqualTo(value);
        Object[] row = {null, value, new Object[] {value}};
        assertThat(Arrays.deepEquals((Object[]) copy(row), row)).isTrue();
    }

    @Test
    void otherValuesAreNotSupported() {
        assertThat(RowCodec.supports(new Object[] {1, new Object()})).isFalse();
        assertThat(RowCodec.supports(Arrays.asList(1, Locale.ROOT))).isFalse();
    }

    private static Object copy(Object row) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RowCodec.write(row, new DataOutputStream(bytes));
        return Objects.requireNonNull(
                RowCodec.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));
    }
}
