package agentsession.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The header {@code Retry-After}: seconds, or a date (RFC 9110, 10.2.3). */
final class RetryAfter {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

    private RetryAfter() {}

    /** How long an answer asks to wait; empty if it does not say. */
    static Optional<Duration> of(ServiceResponse answer) {
        return answer.header("Retry-After")
                .flatMap(value -> wait(value.strip(), answer.header("Date").orElse(""), Clock.systemUTC()));
    }

    /** @param date of the answer, by whose clock a date in the header counts; if it cannot be read, {@code clock} does */
    static Optional<Duration> wait(String value, String date, Clock clock) {
        if (value.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        return instant(value).map(until -> {
            Duration wait = Duration.between(instant(date).orElseGet(clock::instant), until);
            return wait.isNegative() ? Duration.ZERO : wait;
        });
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, HTTP_DATE).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
