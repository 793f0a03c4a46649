package agentsession.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JdbcUrlTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "jdbc:agentsession",
                "jdbc:agentsessions://host/1",
                "jdbc:postgresql://host/db?password=%",
                "agentsession://host/1",
                " jdbc:agentsession:demo"
            })
    void aUrlOfAnotherDriverIsNotAccepted(@Nullable String url) {
        assertThat(JdbcUrl.accepts(url)).isFalse();
        assertThat(JdbcUrl.parse(url)).isEmpty();
    }

    @Test
    void thePrefixIsCaseInsensitive() {
        assertThat(url("JDBC:AgentSession://host/1")).hasToString("jdbc:agentsession://host/1");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:agentsession://host/1, https://host, 1",
        "jdbc:agentsession://host:8443/1, https://host:8443, 1",
        "jdbc:agentsession://ringcx.ringcentral.com/voice/99990001, https://ringcx.ringcentral.com/voice, 99990001",
        "jdbc:agentsession://h/a/b%20c/%C3%A4/7, https://h/a/b%20c/%C3%A4, 7",
        "jdbc:agentsession://h/a/b c/ä/7, https://h/a/b%20c/%C3%A4, 7",
        "jdbc:agentsession://[::1]/1, https://[::1], 1",
        "jdbc:agentsession://[2001:db8::7]:444/v/1, https://[2001:db8::7]:444/v, 1",
        "jdbc:agentsession://127.0.0.1:80/1, https://127.0.0.1:80, 1",
        "jdbc:agentsession://host/one%26two+%40, https://host, one&two+@",
        "jdbc:agentsession://host/a%26b/1?, https://host/a%26b, 1",
    })
    void hostPortBasePathAndAccountAreParsed(String url, String base, String account) {
        JdbcUrl.Service service = url(url).service().orElseThrow();

        assertThat(service.base("https")).isEqualTo(URI.create(base));
        assertThat(service.accountId()).isEqualTo(account);
    }

    @Test
    void theDemoHasNoServiceAddress() {
        assertThat(url("jdbc:agentsession:demo").service()).isEmpty();
        assertThat(url("jdbc:agentsession:demo?demoSeed=7").properties())
                .isEqualTo(Map.of(ConnectionProperty.DEMO_SEED, "7"));
    }

    @Test
    void propertiesAreDecodedAndTheirNamesAreCaseInsensitive() {
        assertThat(url("jdbc:agentsession://host/1?TIMEZONE=Etc/GMT+5&applicationName=B%C3%BCro%20%26%20Co"
                                + "&pass%77ord=a=b%3D%25&rollupAgent=")
                        .properties())
                .isEqualTo(Map.of(
                        ConnectionProperty.TIME_ZONE, "Etc/GMT+5",
                        ConnectionProperty.APPLICATION_NAME, "Büro & Co",
                        ConnectionProperty.PASSWORD, "a=b=%",
                        ConnectionProperty.ROLLUP_AGENT, ""));
    }

    @Test
    void toStringOmitsSecretsAndPreservesOrder() {
        assertThat(url("jdbc:agentsession://Host:8443/a%26b/1?ACCESSTOKEN=hidden&timezone=US%2FArizona&password=hidden"
                        + "&applicationName=a%26b%3F&apiToken=hidden"))
                .hasToString("jdbc:agentsession://Host:8443/a%26b/1?timeZone=US/Arizona&applicationName=a%26b%3F");
        assertThat(url("jdbc:agentsession:demo?password=hidden")).hasToString("jdbc:agentsession:demo");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LocalHost, true",
        "127.0.0.1, true",
        "127.255.3.4, true",
        "[::1], true",
        "[0:0:0:0:0:0:0:1], true",
        "[::ffff:127.0.0.1], true",
        "126.0.0.1, false",
        "[::], false",
        "0.0.0.0, false",
        "localhost.example.com, false",
        "127.example.com, false"
    })
    void onlyThisMachineIsLoopback(String host, boolean loopback) {
        assertThat(url("jdbc:agentsession://" + host + "/1")
                        .service()
                        .orElseThrow()
                        .isLoopback())
                .isEqualTo(loopback);
    }

    private static JdbcUrl url(String text) {
        return JdbcUrl.parse(text).orElseThrow();
    }
}
