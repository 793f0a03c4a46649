package agentsession.config;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.error.DriverException;
import agentsession.text.PercentEncoding;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Arbitrary input causes no exception but {@link DriverException}, whose message contains no secret. */
final class AnyTextTest {
    private static final String SECRET = "hIdDeN42";
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final String TOKEN = "accessToken=t";

    @Property
    void anyUrlIsParsedOrRejected(@ForAll("urls") String url) {
        Optional<DriverException> rejected = rejection(url, new Properties());
        assertThat(rejected.map(DriverException::getMessage)).isNotEqualTo(Optional.of(""));
        assertThat(PropertyInfo.list(url, null)).hasSameSizeAs(ConnectionProperty.ALL);
    }

    @Property
    void noMessageContainsASecretOfTheUrl(@ForAll("urlsWithSecrets") String url) {
        assertHidden(url, new Properties());
    }

    @Property
    void toStringIsTheSameUrlWithoutItsSecrets(@ForAll("validUrls") String text) {
        JdbcUrl url = JdbcUrl.parse(text).orElseThrow();
        JdbcUrl safe = JdbcUrl.parse(url.toString()).orElseThrow();

        assertThat(safe.service()).isEqualTo(url.service());
        assertThat(safe).hasToString(url.toString());
        assertThat(url.properties()).containsAllEntriesOf(safe.properties());
        assertThat(url.properties().keySet().stream().filter(property -> !property.secret()))
                .containsExactlyElementsOf(safe.properties().keySet());
    }

    @Property
    void percentEncodingIsReversible(@ForAll("wellFormed") String text) {
        assertThat(PercentEncoding.decode(PercentEncoding.value(text))).contains(text);
        assertThat(PercentEncoding.decode(PercentEncoding.segment(text))).contains(text);
    }

    @Property
    void anyPropertiesAreReadOrRejectedWithoutASecretInTheMessage(@ForAll("properties") Properties properties) {
        for (String url : List.of("jdbc:agentsession:demo", "jdbc:agentsession://host/1")) {
            assertHidden(url, properties);
            assertThat(PropertyInfo.list(url, properties).toString()).doesNotContain(SECRET);
        }
    }

    @Provide
    Arbitrary<String> urls() {
        Arbitrary<String> pieces = Arbitraries.of(
                "//",
                "/",
                ":",
                "?",
                "&",
                "=",
                "%",
                "%2",
                "%41",
                "%ff",
                "#",
                "@",
                "[",
                "]",
                "::1",
                "..",
                "host",
                "1",
                "demo",
                TOKEN,
                "timeZone",
                "lookback=P1D",
                "tls=false",
                "localhost",
                "\uD800",
                "\0",
                ";",
                " ");
        Arbitrary<String> mixed = pieces.list().ofMaxSize(12).map(list -> String.join("", list));
        return Combinators.combine(
                        Arbitraries.of("", "jdbc:agentsession:", "jdbc:agentsession://host/1?" + TOKEN + "&"),
                        Arbitraries.oneOf(mixed, Arbitraries.strings()))
                .as(String::concat);
    }

    @Provide
    Arbitrary<String> urlsWithSecrets() {
        Arbitrary<String> noise =
                Arbitraries.strings().withChars("&=%#@?/:;[] a1\u00e9\n").all().ofMaxLength(4);
        Arbitrary<String> secret = Combinators.combine(noise, noise).as((before, after) -> before + SECRET + after);
        Arbitrary<String> property = Combinators.combine(
                        Arbitraries.of("accessToken=", "password=", "apiToken=", "PASSWORD=", "token=", "passwort="),
                        secret)
                .as(String::concat);
        Arbitrary<String> head = Arbitraries.of(
                "jdbc:agentsession:demo?",
                "jdbc:agentsession:?",
                "jdbc:agentsession://host/1?",
                "jdbc:agentsession://host/1?timeZone=nowhere&",
                "jdbc:agentsession://host/1?tls=false&",
                "jdbc:agentsession://host/1?user=me&",
                "jdbc:agentsession://host/1;",
                "jdbc:agentsession://host/",
                "jdbc:agentsession://host:");
        Arbitrary<String> inQuery = Combinators.combine(
                        head, property.list().ofMinSize(1).ofMaxSize(3))
                .as((start, list) -> start + String.join("&", list));
        Arbitrary<String> inAuthority = secret.map(text -> "jdbc:agentsession://user:" + text + "@host/1");
        return Arbitraries.oneOf(inQuery, inAuthority);
    }

    @Provide
    Arbitrary<String> validUrls() {
        Arbitrary<String> part = wellFormed()
                .filter(text -> !text.isBlank() && InputText.isPlain(text) && !text.equals(".") && !text.equals(".."))
                .filter(text -> !text.matches("(?s).*([/\\\\?#]|%2[fF]|%5[cC]).*"))
                .map(PercentEncoding::segment);
        Arbitrary<String> service = Combinators.combine(
                        Arbitraries.of("host", "a.example.com", "[::1]", "127.0.0.1"),
                        Arbitraries.of("", ":1", ":65535"),
                        part.list().ofMinSize(1).ofMaxSize(4))
                .as((host, port, path) -> "//" + host + port + "/" + String.join("/", path));
        Arbitrary<String> query = Combinators.combine(
                        Arbitraries.of(ConnectionProperty.class)
                                .filter(property -> !property.namesFile())
                                .set()
                                .ofMinSize(1),
                        wellFormed().map(PercentEncoding::value))
                .as((names, value) -> "?"
                        + String.join(
                                "&",
                                names.stream()
                                        .map(name -> name.propertyName() + "=" + value)
                                        .toList()));
        return Combinators.combine(
                        Arbitraries.oneOf(service, Arbitraries.just("demo")),
                        Arbitraries.oneOf(query, Arbitraries.just("")))
                .as((location, properties) -> "jdbc:agentsession:" + location + properties);
    }

    @Provide
    Arbitrary<String> wellFormed() {
        return Arbitraries.strings()
                .ofMaxLength(12)
                .map(text -> text.codePoints()
                        .filter(c -> Character.getType(c) != Character.SURROGATE)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    @Provide
    Arbitrary<Properties> properties() {
        Arbitrary<Object> name = Arbitraries.oneOf(
                Arbitraries.of(ConnectionProperty.class).map(ConnectionProperty::propertyName),
                Arbitraries.of("Password", "passwort", "", " ", "\n"),
                Arbitraries.of(1, 'x'));
        Arbitrary<Object> value = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.strings().ofMaxLength(6)),
                Tuple.of(8, Arbitraries.of("", "true", "1", "P1D", "none", "standard", "UTC")),
                Tuple.of(1, Arbitraries.of(1, 2.5)));
        return Combinators.combine(name, value)
                .as(Map::entry)
                .list()
                .ofMaxSize(6)
                .map(entries -> {
                    Properties properties = new Properties();
                    entries.forEach(entry -> properties.put(
                            entry.getKey(),
                            isSecret(entry.getKey()) && entry.getValue() instanceof String text
                                    ? SECRET + text
                                    : entry.getValue()));
                    return properties;
                });
    }

    private static boolean isSecret(Object name) {
        return name.toString().equals("passwort")
                || ConnectionProperty.named(name.toString())
                        .filter(ConnectionProperty::secret)
                        .isPresent();
    }

    private static void assertHidden(String url, Properties properties) {
        for (Throwable e = rejection(url, properties).orElse(null); e != null; e = e.getCause()) {
            assertThat(String.valueOf(e.getMessage())).doesNotContain(SECRET);
        }
        try {
            assertThat(JdbcUrl.parse(url).map(JdbcUrl::toString).orElse("")).doesNotContain(SECRET);
        } catch (DriverException e) {
            assertThat(e.getMessage()).doesNotContain(SECRET);
        }
    }

    private static Optional<DriverException> rejection(String text, Properties properties) {
        try {
            JdbcUrl.parse(text)
                    .ifPresent(url -> new SettingsReader(url, GivenProperties.of(url, properties), UTC).read());
            return Optional.empty();
        } catch (DriverException e) {
            return Optional.of(e);
        }
    }
}
