package agentsession.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.config.ConnectionProperty;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.junit.jupiter.api.Test;

/** Any URL and properties return a usable connection or a helpful error. */
final class UrlFuzzIT {
    private static final String DEMO = "jdbc:agentsession:demo?demoSessions=10";

    @Test
    void anyUrlOfTheDriver() {
        Arbitrary<String> pieces = Arbitraries.of(
                "demo",
                "?",
                "&",
                "=",
                "%",
                "%4",
                "%41",
                "%00",
                "%ff",
                "#",
                ";",
                "/",
                ":",
                "@",
                "[::1]",
                "1",
                " ",
                "\n",
                "\uD800",
                "timeZone=",
                "UTC",
                "lookback=P1D",
                "lookback=P999999999D",
                "now=",
                "demoSessions=10",
                "demoSeed=-9",
                "fun=",
                "standard",
                "pushDown=none",
                "password=x",
                "user=y",
                "auth=",
                "verify=false");
        Arbitrary<String> urls = Combinators.combine(
                        Arbitraries.of("", "demo", "demo?demoSessions=10", "demo?demoSessions=10&"),
                        pieces.list().ofMaxSize(6).map(list -> String.join("", list)))
                .as((head, tail) -> "jdbc:agentsession:" + head + tail);

        Fuzz.each(300, urls, url -> check(url, new Properties()));
    }

    /** No server listens at the port, so that valid settings fail there. */
    @Test
    void anyPropertiesOfTheDemoAndOfAService() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Arbitrary<String> urls = Arbitraries.of(DEMO, "jdbc:agentsession://127.0.0.1:" + closed + "/7");
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of(ConnectionProperty.class).map(ConnectionProperty::propertyName),
                Arbitraries.of("TLS", "PassWord", "pasword", "", " "));
        Arbitrary<String> values = Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        " ",
                        "true",
                        "false",
                        "0",
                        "1",
                        "-1",
                        "99999999999",
                        "P1D",
                        "PT1S",
                        "UTC",
                        "Mars/Base",
                        "2026-11-20T18:00:30Z",
                        "none",
                        "jwt",
                        "engage",
                        "CSV",
                        "XML",
                        "TAB",
                        "/",
                        "/dev/null",
                        "127.0.0.1",
                        "https://127.0.0.1:1",
                        "PKCS12",
                        "1,2,3"),
                Arbitraries.strings().ofMaxLength(8));
        Arbitrary<Properties> properties =
                Arbitraries.maps(names, values).ofMaxSize(5).map(UrlFuzzIT::properties);

        Fuzz.each(
                300,
                Combinators.combine(urls, properties).as(Map::entry),
                given -> check(given.getKey(), given.getValue()));
    }

    private static Properties properties(Map<String, String> entries) {
        Properties properties = new Properties();
        properties.putAll(Map.of("maxRetries", "0"));
        properties.putAll(entries);
        return properties;
    }

    private static void check(String url, Properties properties) {
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement()) {
            assertThat(statement
                            .executeQuery("SELECT COUNT(*) FROM AGENT_SESSION")
                            .next())
                    .isTrue();
        } catch (SQLException e) {
            ProperErrors.check(e);
        }
    }
}
