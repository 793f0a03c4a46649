package agentsession.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import agentsession.error.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellParserTest {
    private static final DateTimeFormatter SHORT_YEAR = DateTimeFormatter.ofPattern("M/d/yy h:mm a", Locale.US);
    private static final DateTimeFormatter LONG_YEAR = DateTimeFormatter.ofPattern("MM/dd/yyyy hh:mm a", Locale.US);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "0.00|0.00",
                "45.45|45.45",
                "0.00%|0.00",
                "100.00%|100.00",
                "12.34 %|12.34",
                "12.34\u00A0%|12.34",
                "1,234.56|1234.56",
                "12,345,678|12345678.00",
                "999,999.9%|999999.90",
                ".22|0.22",
                "-.5|-0.50",
                "+1|1.00",
                "5.|5.00",
                "5|5.00",
                "007|7.00",
                "-1,234.5|-1234.50",
                "'12.34|12.34",
                "'-1|-1.00",
                "  1.5  |1.50",
                "\u00A01.25\u202F|1.25",
                "1.2345|1.2345",
                "1.23000|1.23",
                "1.0|1.00",
                "9999999999.99|9999999999.99",
                "99999999999999.99|99999999999999.99",
                "999999999999999999.99|999999999999999999.99",
                "12345678901234567890.125|12345678901234567890.125",
            })
    void decimalsAreParsedInEveryFormatOfTheReport(String cell, BigDecimal value) throws Exception {
        assertThat(CellParser.decimal(cell)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "0|0",
                "7|7",
                "5.00|5",
                "5.|5",
                "5.0%|5",
                "1,204|1204",
                " 12\u00A0|12",
                "'42|42",
                "-3|-3",
                "+3|3",
                "2147483647|2147483647",
                "-2147483648|-2147483648",
                "0000000000000000000000001|1",
            })
    void integersAreParsedInEveryFormatOfTheReport(String cell, int value) throws Exception {
        assertThat(CellParser.integer(cell)).isEqualTo(value);
        assertThat(CellParser.bigint(cell)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "999999999999999999,999999999999999999",
        "9223372036854775807,9223372036854775807",
        "-9223372036854775808,-9223372036854775808",
    })
    void bigintsAreParsedUpToTheirBounds(String cell, long value) throws Exception {
        assertThat(CellParser.bigint(cell)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc", "1.2.3", "--1", "+-1", "1-", "1e3", "0x1F", "NaN", "1 2", ".", "-", "+", "%", "'", "5%%", "%5",
                "''5", "1;5", "N/A", "٣", "１", "1.2,3", "$1", "(1)", ",5", "1,,234"
            })
    void otherStringsAreNotNumbers(String cell) {
        assertRefused(() -> CellParser.decimal(cell), SqlState.DATA_EXCEPTION, "");
        assertRefused(() -> CellParser.integer(cell), SqlState.DATA_EXCEPTION, "");
        assertRefused(() -> CellParser.bigint(cell), SqlState.DATA_EXCEPTION, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,23", "12,34.56", "1234,567", "1,2345", "1,234,56", "0,123", "1,", ",123", "1,23,4567"})
    void commasThatDoNotSeparateThousandsAreRefused(String cell) {
        assertRefused(
                () -> CellParser.decimal(cell), SqlState.DATA_EXCEPTION, "commas that are not thousands separators");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "-2147483649", "9,999,999,999"})
    void integersOutOfRangeAreRefused(String cell) {
        assertRefused(() -> CellParser.integer(cell), SqlState.DATA_EXCEPTION, "out of the range of an INTEGER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "1000000000000000000000"})
    void bigintsOutOfRangeAreRefused(String cell) {
        assertRefused(() -> CellParser.bigint(cell), SqlState.DATA_EXCEPTION, "out of the range of a BIGINT");
        assertRefused(() -> CellParser.integer(cell), SqlState.DATA_EXCEPTION, "out of the range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.5", ".1", "-0.01"})
    void countsWithAFractionAreRefused(String cell) {
        assertRefused(() -> CellParser.integer(cell), SqlState.DATA_EXCEPTION, "not a whole number");
        assertRefused(() -> CellParser.bigint(cell), SqlState.DATA_EXCEPTION, "not a whole number");
    }

    @ParameterizedTest
    @ValueSource(ints = {41, 1_000, 1_000_000})
    void overlongNumbersAreRefusedAtOnce(int digits) {
        assertRefused(
                () -> CellParser.decimal("9".repeat(digits)),
                SqlState.DATA_EXCEPTION,
                "longer than the limit of 40 characters");
        assertRefused(
                () -> CellParser.bigint("9".repeat(digits)),
                SqlState.DATA_EXCEPTION,
                "longer than the limit of 40 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00A0", " \t "})
    void emptyAndBlankCellsAreNull(String cell) throws Exception {
        assertThat(CellParser.decimal(cell)).isNull();
        assertThat(CellParser.integer(cell)).isNull();
        assertThat(CellParser.bigint(cell)).isNull();
        assertThat(CellParser.timestamp(cell)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "4/27/20 12:02 PM,2020-04-27T12:02",
        "4/27/20 12:02 AM,2020-04-27T00:02",
        "4/27/20 1:00 AM,2020-04-27T01:00",
        "4/27/20 11:59 PM,2020-04-27T23:59",
        "4/27/2020 12:47 PM,2020-04-27T12:47",
        "04/07/20 09:05 am,2020-04-07T09:05",
        "4/7/20 9:05 pM,2020-04-07T21:05",
        "' 4/7/20 9:05 PM ',2020-04-07T21:05",
        "4/7/20  9:05  PM,2020-04-07T21:05",
        "4/7/20 9:05\u202FPM,2020-04-07T21:05",
        "\u00A04/7/20\u00A09:05\u00A0PM\u00A0,2020-04-07T21:05",
        "2/29/24 1:00 AM,2024-02-29T01:00",
        "2/29/2000 1:00 AM,2000-02-29T01:00",
        "12/31/99 1:00 AM,2099-12-31T01:00",
        "1/1/00 1:00 AM,2000-01-01T01:00",
        "1/1/1969 12:00 AM,1969-01-01T00:00",
        "12/31/9999 11:59 PM,9999-12-31T23:59",
    })
    void timesAreTheMillisecondsOfTheWallClockAsIfInUtc(String cell, LocalDateTime time) throws Exception {
        assertThat(CellParser.timestamp(cell))
                .isEqualTo(time.toInstant(ZoneOffset.UTC).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2/30/20 1:00 PM",
                "2/29/23 1:00 PM",
                "2/29/1900 1:00 PM",
                "4/31/20 1:00 PM",
                "13/1/20 1:00 PM",
                "0/1/20 1:00 PM",
                "1/0/20 1:00 PM",
                "1/32/20 1:00 PM",
                "1/1/20 13:00 PM",
                "1/1/20 0:00 AM",
                "1/1/20 1:60 PM",
                "1/1/0000 1:00 PM",
            })
    void impossibleTimesAreRefused(String cell) {
        assertRefused(() -> CellParser.timestamp(cell), SqlState.INVALID_DATETIME_FORMAT, "does not exist");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4/27/20 12:02:30 PM",
                "4/27/20 13:02",
                "4/27/20 1:02",
                "2020-04-27 12:02",
                "2020-04-27T12:02:00",
                "4/27/20",
                "12:02 PM",
                "4/27/20 12:2 PM",
                "4/27/20 12:02PM",
                "4/27/2012:02 PM",
                "4/27/20, 12:02 PM",
                "4/27/020 12:02 PM",
                "4/27/20200 12:02 PM",
                "4/27/ 12:02 PM",
                "004/27/20 12:02 PM",
                "4/027/20 12:02 PM",
                "4/27/20 012:02 PM",
                "4/27/20 :02 PM",
                "/27/20 1:02 PM",
                "4//20 1:02 PM",
                "-4/27/20 1:02 PM",
                "4/27/20 1:-2 PM",
                "4/27/20 1:02 XM",
                "4/27/20 1:02 PX",
                "4/27/20 1:02 P",
                "4/27/20 1:02 PMX",
                "4/27/20 1:02",
                "4/27/20 1:",
                "4/27/20 1:0",
                "4-27-20 1:02 PM",
                "27.4.20 1:02 PM",
                "a/b/c d:ef PM",
                "//:",
                "/",
                "x",
                "٤/27/20 1:02 PM",
            })
    void timesInOtherFormatsAreRefused(String cell) {
        assertRefused(
                () -> CellParser.timestamp(cell),
                SqlState.INVALID_DATETIME_FORMAT,
                "M/d/yy h:mm AM|PM; seconds, 24-hour times and ISO 8601 are not supported");
    }

    @Property
    void everyMinuteOfADayIsParsedInBothFormats(@ForAll("days") LocalDate day) throws Exception {
        for (int minute = 0; minute < 24 * 60; minute++) {
            LocalDateTime time = day.atStartOfDay().plusMinutes(minute);
            long millis = time.toInstant(ZoneOffset.UTC).toEpochMilli();
            assertThat(CellParser.timestamp(SHORT_YEAR.format(time))).isEqualTo(millis);
            assertThat(CellParser.timestamp(LONG_YEAR.format(time))).isEqualTo(millis);
        }
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2000, 1, 1).toEpochDay(),
                        LocalDate.of(2099, 12, 31).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    @Property
    void formattedDecimalsAreParsedWithAndWithoutThousandsSeparators(
            @ForAll @BigRange(min = "-99999999999999", max = "99999999999999") @Scale(5) BigDecimal number,
            @ForAll("decorations") String decoration)
            throws Exception {
        BigDecimal value = Objects.requireNonNull(CellParser.decimal(String.format(Locale.US, decoration, number)));

        assertThat(value).isEqualByComparingTo(number);
        assertThat(value.scale())
                .isEqualTo(Math.max(2, number.stripTrailingZeros().scale()));
    }

    @Provide
    Arbitrary<String> decorations() {
        return Combinators.combine(
                        Arbitraries.of("", " ", "\u00A0", "'"),
                        Arbitraries.of("%.5f", "%,.5f", "%+.5f"),
                        Arbitraries.of("", "%%", " %%"),
                        Arbitraries.of("", " ", "\u202F"))
                .as((before, number, percent, after) -> before + number + percent + after);
    }

    @Property
    void formattedIntegersAreParsedWithAndWithoutThousandsSeparators(@ForAll long number) throws Exception {
        assertThat(CellParser.bigint(Long.toString(number))).isEqualTo(number);
        assertThat(CellParser.bigint(String.format(Locale.US, "%,d", number))).isEqualTo(number);
        assertThat(CellParser.bigint(number + ".000")).isEqualTo(number);
        assertThat(CellParser.integer(Integer.toString((int) number))).isEqualTo((int) number);
    }

    @Property
    void anyStringIsAValueOrAnError(@ForAll("nearlyCells") String cell) {
        assertValueOrRefused(() -> CellParser.decimal(cell));
        assertValueOrRefused(() -> CellParser.integer(cell));
        assertValueOrRefused(() -> CellParser.bigint(cell));
        assertValueOrRefused(() -> CellParser.timestamp(cell));
    }

    @Provide
    Arbitrary<String> nearlyCells() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("0123456789.,-+%' \u00A0/:AMPampe")
                        .ofMaxLength(24),
                Arbitraries.strings().ofMaxLength(24),
                Arbitraries.bigIntegers().map(BigInteger::toString));
    }

    private interface Parsing {
        @Nullable
        Object parse() throws InvalidCellException;
    }

    private static void assertRefused(Parsing parsing, SqlState state, String reason) {
        assertThatExceptionOfType(InvalidCellException.class)
                .isThrownBy(parsing::parse)
                .withMessageContaining(reason)
                .satisfies(e -> assertThat(e.state()).isEqualTo(state));
    }

    private static void assertValueOrRefused(Parsing parsing) {
        try {
            parsing.parse();
        } catch (InvalidCellException e) {
            assertThat(e).hasMessageMatching("(is|has) .+");
        }
    }
}
