package agentsession.config;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.PushDown;
import agentsession.report.ReportFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The type of a {@link ConnectionProperty}: its allowed values and their parser. Whitespace around a value is ignored.
 *
 * @param <T> the Java type of the parsed values
 */
final class PropertyType<T> {
    /** Calcite's function libraries. */
    static final List<String> LIBRARIES = List.of(
            "standard",
            "postgresql",
            "mysql",
            "mssql",
            "oracle",
            "bigquery",
            "calcite",
            "clickhouse",
            "hive",
            "redshift",
            "snowflake",
            "spark",
            "spatial",
            "all");

    private static final int MAX_HEADER_VALUE = 256;
    private static final long MAX_SECONDS = 86_400;
    private static final long MAX_SESSIONS = 10_000_000;

    static final PropertyType<Boolean> BOOLEAN =
            new PropertyType<>("true or false", List.of("true", "false"), PropertyType::bool);
    static final PropertyType<String> STRING =
            new PropertyType<>("text without control characters", List.of(), PropertyType::plain);
    /** A value that a header of a request contains. */
    static final PropertyType<String> HEADER_VALUE = new PropertyType<>(
            "text without control characters, of at most " + MAX_HEADER_VALUE + " characters",
            List.of(),
            PropertyType::headerValue);

    static final PropertyType<List<String>> STRINGS =
            new PropertyType<>("values separated by commas", List.of(), PropertyType::items);
    static final PropertyType<List<Integer>> INTEGERS = new PropertyType<>(
            "integers separated by commas",
            List.of(),
            text -> items(text).stream()
                    .map(item -> Math.toIntExact(integer(item)))
                    .distinct()
                    .toList());
    static final PropertyType<Long> SEED = new PropertyType<>("a 64-bit integer", List.of(), PropertyType::integer);
    static final PropertyType<Long> SESSIONS =
            new PropertyType<>("an integer from 0 to 10000000", List.of(), text -> between(0, MAX_SESSIONS, text));
    static final PropertyType<ZoneId> TIME_ZONE = new PropertyType<>(
            "a tz database name, such as US/Arizona, or a fixed offset, such as GMT+08:00",
            TimeZoneName.choices(),
            TimeZoneName::zone,
            false,
            TimeZoneName::hint);
    static final PropertyType<Period> PERIOD = new PropertyType<>(
            "a positive ISO-8601 period of at most 100 years, such as P90D", List.of(), PropertyType::period);
    /** Up to a year, so that a time before now exists. */
    static final PropertyType<Duration> DURATION = new PropertyType<>(
            "an ISO-8601 duration from PT0S to P366D, such as PT1M", List.of(), PropertyType::duration);

    static final PropertyType<Instant> INSTANT = new PropertyType<>(
            "an ISO-8601 instant from 1970 to 9998, such as 2026-04-27T12:00:00Z", List.of(), PropertyType::instant);
    static final PropertyType<PushDown> PUSH_DOWN = new PropertyType<>(
            "timestamps, agents, teams, several of them separated by commas, or none",
            List.of(),
            PropertyType::pushDown);
    static final PropertyType<String> FUNCTIONS = new PropertyType<>(
            "one or more of " + String.join(", ", LIBRARIES) + ", separated by commas",
            List.of(),
            PropertyType::functions);
    static final PropertyType<SignInMethod> SIGN_IN = new PropertyType<>(
            "one of " + String.join(", ", SignInMethod.NAMES), SignInMethod.NAMES, PropertyType::signIn);
    static final PropertyType<ReportFormat.ReturnType> RETURN_TYPE = new PropertyType<>(
            "CSV or XML",
            names(ReportFormat.ReturnType.values()),
            text -> ReportFormat.ReturnType.valueOf(text.toUpperCase(Locale.ROOT)));
    static final PropertyType<ReportFormat.Delimiter> DELIMITER = new PropertyType<>(
            "COMMA, PIPE or TAB",
            names(ReportFormat.Delimiter.values()),
            text -> ReportFormat.Delimiter.valueOf(text.toUpperCase(Locale.ROOT)));
    static final PropertyType<Duration> SECONDS = new PropertyType<>(
            "a whole number of seconds up to " + MAX_SECONDS + ", or 0 for no limit",
            List.of(),
            text -> Duration.ofSeconds(between(0, MAX_SECONDS, text)));
    static final PropertyType<Integer> RETRIES =
            new PropertyType<>("an integer from 0 to 20", List.of(), text -> (int) between(0, 20, text));
    static final PropertyType<Integer> PER_MINUTE =
            new PropertyType<>("an integer from 1 to 6000", List.of(), text -> (int) between(1, 6000, text));
    static final PropertyType<Integer> MEGABYTES =
            new PropertyType<>("megabytes from 1 to 1000000", List.of(), text -> (int) between(1, 1_000_000, text));
    static final PropertyType<Integer> PORT =
            new PropertyType<>("a port from 1 to 65535", List.of(), text -> (int) between(1, 65_535, text));
    static final PropertyType<Path> FILE = new PropertyType<>("the path of a file", List.of(), PropertyType::file);
    static final PropertyType<Path> DIRECTORY =
            new PropertyType<>("the path of a folder", List.of(), PropertyType::file);
    static final PropertyType<URI> ORIGIN = new PropertyType<>(
            "scheme and host, such as https://platform.ringcentral.com", List.of(), PropertyType::origin);
    static final PropertyType<Secret> SECRET = new PropertyType<>(
            "text without control characters",
            List.of(),
            text -> new Secret(plain(text)),
            true,
            text -> " Remove line breaks.");
    /** A secret that a header of a request contains. */
    static final PropertyType<Secret> HEADER_SECRET = new PropertyType<>(
            "text without control characters, of at most " + MAX_HEADER_VALUE + " characters",
            List.of(),
            text -> new Secret(headerValue(text)),
            true,
            text -> " Remove line breaks.");

    static final PropertyType<Secret> TOKEN = new PropertyType<>(
            "a token of visible ASCII characters, without spaces",
            List.of(),
            PropertyType::token,
            true,
            text -> " Remove line breaks and any prefix such as 'Bearer'.");

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]+");
    private static final Period MAX_PERIOD = Period.ofYears(100);
    private static final Duration MAX_DURATION = Duration.ofDays(366);
    private static final Instant MAX_INSTANT = Instant.parse("9999-01-01T00:00:00Z");

    private final String allowed;
    private final List<String> choices;
    private final Function<String, T> reader;
    private final boolean secret;
    private final UnaryOperator<String> hint;

    private PropertyType(String allowed, List<String> choices, Function<String, T> reader) {
        this(allowed, choices, reader, false, text -> "");
    }

    private PropertyType(
            String allowed,
            List<String> choices,
            Function<String, T> reader,
            boolean secret,
            UnaryOperator<String> hint) {
        this.allowed = allowed;
        this.choices = choices;
        this.reader = reader;
        this.secret = secret;
        this.hint = hint;
    }

    /** The allowed values, as the end of the sentence "It must be ...". */
    String allowed() {
        return allowed;
    }

    /** All or the usual values, for a tool to offer; empty if there are too many to list. */
    List<String> choices() {
        return choices;
    }

    boolean secret() {
        return secret;
    }

    /** @throws DriverException (22023) for an invalid value; the message does not contain a secret one */
    T read(ConnectionProperty property, String text) {
        String stripped = text.strip();
        try {
            return reader.apply(stripped);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            String quoted = secret ? "." : ", not " + InputText.quoted(stripped) + ".";
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "Connection property " + property.propertyName() + " must be " + allowed + quoted
                            + hint.apply(stripped),
                    secret ? null : e);
        }
    }

    private static boolean bool(String text) {
        boolean yes = text.equalsIgnoreCase("true");
        require(yes || text.equalsIgnoreCase("false"));
        return yes;
    }

    private static String plain(String text) {
        require(InputText.isPlain(text));
        return text;
    }

    private static String headerValue(String text) {
        require(text.length() <= MAX_HEADER_VALUE);
        return plain(text);
    }

    private static List<String> items(String text) {
        List<String> items = Arrays.stream(plain(text).split(",", -1))
                .map(String::strip)
                .distinct()
                .toList();
        require(items.stream().noneMatch(String::isEmpty));
        return items;
    }

    private static long integer(String text) {
        require(INTEGER.matcher(text).matches());
        return Long.parseLong(text);
    }

    private static long between(long min, long max, String text) {
        long number = integer(text);
        require(number >= min && number <= max);
        return number;
    }

    private static SignInMethod signIn(String text) {
        return SignInMethod.named(text).orElseThrow(IllegalArgumentException::new);
    }

    private static Path file(String text) {
        return Path.of(plain(text));
    }

    private static URI origin(String text) {
        URI origin = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        require(("https".equals(origin.getScheme()) || "http".equals(origin.getScheme()))
                && origin.getHost() != null
                && origin.getRawUserInfo() == null
                && "".equals(origin.getRawPath())
                && origin.getRawQuery() == null
                && origin.getRawFragment() == null);
        return origin;
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static Period period(String text) {
        Period period = Period.parse(text);
        require(!period.isZero() && !period.isNegative());
        // Periods have no order of their own, so compare the dates that they lead to.
        require(!LocalDate.EPOCH.plus(period).isAfter(LocalDate.EPOCH.plus(MAX_PERIOD)));
        return period;
    }

    private static Duration duration(String text) {
        Duration duration = Duration.parse(text);
        require(!duration.isNegative() && duration.compareTo(MAX_DURATION) <= 0);
        return duration;
    }

    private static Instant instant(String text) {
        Instant instant = Instant.parse(text);
        require(!instant.isBefore(Instant.EPOCH) && instant.isBefore(MAX_INSTANT));
        return instant;
    }

    private static PushDown pushDown(String text) {
        List<String> parts = items(text.toLowerCase(Locale.ROOT));
        if (parts.equals(List.of("none"))) {
            return PushDown.NONE;
        }
        require(List.of("timestamps", "agents", "teams").containsAll(parts));
        return new PushDown(parts.contains("timestamps"), parts.contains("agents"), parts.contains("teams"));
    }

    private static String functions(String text) {
        List<String> named = items(text.toLowerCase(Locale.ROOT));
        require(LIBRARIES.containsAll(named));
        // The standard library contains the operators.
        Stream<String> all =
                named.contains("standard") ? named.stream() : Stream.concat(Stream.of("standard"), named.stream());
        return all.collect(Collectors.joining(","));
    }

    private static Secret token(String text) {
        require(VISIBLE_ASCII.matcher(text).matches());
        return new Secret(text);
    }

    private static void require(boolean met) {
        if (!met) {
            throw new IllegalArgumentException("Invalid value");
        }
    }
}
