package agentsession.jdbc;

import static java.util.Map.entry;

import agentsession.error.SqlState;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Map;

/** The conversions of {@code getObject(column, Class)}. */
final class ObjectReader {
    private static final Map<Class<?>, Conversion> CONVERSIONS = Map.ofEntries(
            entry(Object.class, ValueReader::object),
            entry(String.class, ValueReader::text),
            entry(Boolean.class, ValueReader::booleanValue),
            entry(Byte.class, ValueReader::tinyint),
            entry(Short.class, ValueReader::smallint),
            entry(Integer.class, ValueReader::integer),
            entry(Long.class, ValueReader::bigint),
            entry(Float.class, ValueReader::floatValue),
            entry(Double.class, ValueReader::doubleValue),
            entry(BigDecimal.class, ValueReader::decimal),
            entry(BigInteger.class, ValueReader::bigInteger),
            entry(byte[].class, ValueReader::bytes),
            entry(URL.class, ValueReader::url),
            entry(Array.class, ValueReader::array),
            entry(LocalDate.class, (reader, value) -> reader.temporals().date(value)),
            entry(LocalTime.class, (reader, value) -> reader.temporals().time(value)),
            entry(LocalDateTime.class, (reader, value) -> reader.temporals().dateTime(value)),
            entry(ZonedDateTime.class, (reader, value) -> reader.temporals().zoned(value)),
            entry(
                    OffsetDateTime.class,
                    (reader, value) -> reader.temporals().zoned(value).toOffsetDateTime()),
            entry(
                    Instant.class,
                    (reader, value) -> reader.temporals().zoned(value).toInstant()),
            entry(Date.class, (reader, value) -> reader.temporals().sqlDate(value)),
            entry(Time.class, (reader, value) -> reader.temporals().sqlTime(value)),
            entry(Timestamp.class, (reader, value) -> reader.temporals().sqlTimestamp(value)),
            entry(java.util.Date.class, (reader, value) -> reader.temporals().sqlTimestamp(value)));

    private ObjectReader() {}

    static void checkSupported(Class<?> target) throws SQLException {
        conversion(target);
    }

    static <T> T read(ValueReader reader, Object value, Class<T> target) throws SQLException {
        return target.cast(conversion(target).read(reader, value));
    }

    private static Conversion conversion(Class<?> target) throws SQLException {
        Conversion conversion = CONVERSIONS.get(target);
        if (conversion == null) {
            throw SqlExceptions.of(
                    SqlState.RESTRICTED_DATA_TYPE,
                    "getObject does not support " + target.getName()
                            + "; use a boxed number, String, a java.time or a java.sql class");
        }
        return conversion;
    }

    private interface Conversion {
        Object read(ValueReader reader, Object value) throws SQLException;
    }
}
