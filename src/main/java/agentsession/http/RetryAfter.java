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

    /** The wait that a response asks for; empty if it has no such header. */
    static Optional<Duration> of(ServiceResponse response) {
        return response.header("Retry-After")
                .flatMap(value -> wait(value.strip(), response.header("Date").orElse(""), Clock.systemUTC()));
    }

    /** @param date the header {@code Date}, to which a date is relative; if it is invalid, {@code clock} is used */
    static Optional<Duration> wait(String value, String date, Clock clock) {
        if (value.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        return instant(value).map(retryAt -> {
            Duration wait = Duration.between(instant(date).orElseGet(clock::instant), retryAt);
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
