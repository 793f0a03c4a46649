package agentsession.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.PushDown;
import agentsession.report.ReportFormat;
import agentsession.report.ReportScope;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionSettingsTest {
    private static final String SERVICE = "jdbc:agentsession://host/voice/1";
    private static final String DEMO = "jdbc:agentsession:demo";
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void propertiesThatAreNotGivenHaveDefaults() {
        ConnectionSettings settings = read(SERVICE, properties("accessToken", "t"));

        assertThat(settings.address()).isEqualTo(new ServiceAddress.Remote(URI.create("https://host/voice"), "1"));
        assertThat(settings.scope())
                .isEqualTo(new ReportScope(BERLIN, List.of(), "", "", "", List.of(), ReportFormat.CSV));
        assertThat(settings.pushDown()).isEqualTo(PushDown.ALL);
        assertThat(settings.lookback()).isEqualTo(Period.ofDays(90));
        assertThat(settings.functions()).isEqualTo("standard,postgresql,mysql,mssql,oracle,bigquery");
        assertThat(settings.applicationName()).isEmpty();
        assertThat(settings.clock()).isEqualTo(Clock.system(BERLIN));
    }

    @Test
    void theUrlAloneIsEnough() {
        String text = SERVICE + "?accessToken=t&timeZone=Europe/Berlin&now=2026-04-27T10:00:00Z";
        ConnectionSettings settings = ConnectionSettings.of(JdbcUrl.parse(text).orElseThrow(), null);

        assertThat(settings.clock()).isEqualTo(Clock.fixed(Instant.parse("2026-04-27T10:00:00Z"), BERLIN));
    }

    @Test
    void everyPropertyOfAServiceIsRead() {
        ConnectionSettings settings = read(
                "jdbc:agentsession://[::1]:8080/1?tls=FALSE&timeZone=US/Arizona&agentGroupIds=3, 1,3,-2"
                        + "&secureAgentGroupIds=a,b&secureAgentIds=c&rollupAgent=d&accountIds=7, 8"
                        + "&pushDown=Teams,timestamps&lookback=P1Y2M3D&fun=Oracle, standard&applicationName= My App "
                        + "&now=2026-04-27T12:00:00+02:00",
                properties("apiToken", "t"));

        ZoneId arizona = ZoneId.of("US/Arizona");
        assertThat(settings.address()).isEqualTo(new ServiceAddress.Remote(URI.create("http://[::1]:8080"), "1"));
        assertThat(settings.scope())
                .isEqualTo(new ReportScope(
                        arizona, List.of(3, 1, -2), "a,b", "c", "d", List.of("7", "8"), ReportFormat.CSV));
        assertThat(settings.pushDown()).isEqualTo(new PushDown(true, false, true));
        assertThat(settings.lookback()).isEqualTo(Period.of(1, 2, 3));
        assertThat(settings.functions()).isEqualTo("oracle,standard");
        assertThat(settings.applicationName()).isEqualTo("My App");
        assertThat(settings.clock()).isEqualTo(Clock.fixed(Instant.parse("2026-04-27T10:00:00Z"), arizona));
    }

    @Test
    void theDemoNeedsNoCredentialsAndIgnoresThoseOfTools() {
        assertThat(read(DEMO, null).address()).isEqualTo(new ServiceAddress.Demo(1, 0));
        ConnectionSettings settings =
                read(DEMO + "?demoSeed=-5&demoSessions=10000000", properties("user", "sa", "password", "not a token"));

        assertThat(settings.address()).isEqualTo(new ServiceAddress.Demo(-5, 10_000_000));
        assertThat(settings.credentials()).isEqualTo(new Credentials.None());
    }

    @ParameterizedTest
    @CsvSource({"accessToken, false", "password, false", "apiToken, true"})
    void eachTokenPropertySelectsItsCredentials(String name, boolean apiToken) {
        Credentials credentials =
                read(SERVICE, properties(name, " t0/k=n \n", "user", "")).credentials();

        assertThat(credentials)
                .isInstanceOf(apiToken ? Credentials.ApiToken.class : Credentials.BearerToken.class)
                .asString()
                .doesNotContain("t0/k=n");
        SecretSource token = credentials instanceof Credentials.ApiToken api
                ? api.token()
                : ((Credentials.BearerToken) credentials).token();
        assertThat(token.read().reveal()).isEqualTo("t0/k=n");
    }

    @Test
    void propertiesTakePrecedenceOverTheUrlUnlessBlank() {
        Properties properties = properties("TIMEZONE", "US/Arizona", "lookback", " ", "Password", "t");
        ConnectionSettings settings = read(SERVICE + "?timeZone=Asia/Tokyo&lookback=P7D&password=hidden", properties);

        assertThat(settings.scope().timeZone()).isEqualTo(ZoneId.of("US/Arizona"));
        assertThat(settings.lookback()).isEqualTo(Period.ofDays(7));
        assertThat(((Credentials.BearerToken) settings.credentials())
                        .token()
                        .read()
                        .reveal())
                .isEqualTo("t");
    }

    @Test
    void defaultsOfThePropertiesApply() {
        Properties properties = new Properties(properties("timeZone", "US/Arizona", "lookback", "P1D"));
        properties.setProperty("lookback", "P2D");
        ConnectionSettings settings = read(DEMO, properties);

        assertThat(settings.scope().timeZone()).isEqualTo(ZoneId.of("US/Arizona"));
        assertThat(settings.lookback()).isEqualTo(Period.ofDays(2));
    }

    @Test
    void theStandardLibraryIsAddedFirstIfMissing() {
        assertThat(read(DEMO + "?fun=oracle,spark", null).functions()).isEqualTo("standard,oracle,spark");
    }

    @Test
    void pushDownCanBeNone() {
        assertThat(read(DEMO + "?pushDown=NONE", null).pushDown()).isEqualTo(PushDown.NONE);
    }

    @Test
    void anUnknownNameInThePropertiesIsRejected() {
        assertRejected(
                properties("pasword", "hidden"),
                "Unknown connection property 'pasword' in the Properties; did you mean password?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "path",
                "dbtable",
                "PARTITIONCOLUMN",
                "numPartitions",
                "pushDownAggregate",
                "serialization.format"
            })
    void theOptionsOfSparkInThePropertiesAreIgnored(String option) {
        Properties properties = properties(option, "1", "timeZone", "US/Arizona");

        assertThat(read(DEMO, properties).scope().timeZone()).isEqualTo(ZoneId.of("US/Arizona"));
    }

    @Test
    void theOptionsOfSparkAreRejectedInTheUrl() {
        assertThatThrownBy(() -> read(DEMO + "?fetchsize=1", null))
                .isInstanceOf(DriverException.class)
                .hasMessageStartingWith("Unknown connection property 'fetchsize'");
    }

    @Test
    void aDuplicateNameInThePropertiesIsRejected() {
        assertRejected(
                properties("lookback", "P1D", "lookBack", "P1D"),
                "Connection property lookback is set twice in the Properties, in different case; remove one.");
    }

    @Test
    void namesAndValuesInThePropertiesMustBeStrings() {
        Properties value = new Properties();
        value.put("demoSeed", 7);
        assertRejected(
                value,
                "The value of connection property 'demoSeed' in the Properties must be a String, not an object of"
                        + " java.lang.Integer.");

        Properties name = new Properties();
        name.put(7, "demoSeed");
        assertRejected(name, "A name in the Properties must be a String, not an object of java.lang.Integer.");
    }

    @ParameterizedTest
    @CsvSource({
        "GMT+08:00, Etc/GMT-8",
        "UTC+8, Etc/GMT-8",
        "+0800, Etc/GMT-8",
        "gmt-3, Etc/GMT+3",
        "-05:00, Etc/GMT+5",
        "EST, Etc/GMT+5",
        "MST, Etc/GMT+7",
        "HST, Etc/GMT+10",
        "+14:00, Etc/GMT-14",
        "-12:00, Etc/GMT+12",
        "GMT+05:30, Asia/Kolkata",
        "-09:30, Pacific/Marquesas",
        "UTC+00:00, UTC",
        "Z, UTC"
    })
    void aFixedOffsetIsReplacedByTheZoneThatHasItAllYear(String offset, String name) {
        assertThat(read(DEMO, properties("timeZone", offset)).scope().timeZone())
                .isEqualTo(ZoneId.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EST", "MST", "GMT+08:00", "GMT-03:00", "UTC+01:00", "+05:45"})
    void aFixedOffsetOfTheJvmIsReplacedByAZone(String zone) {
        JdbcUrl url = JdbcUrl.parse(DEMO).orElseThrow();
        ZoneId jvm = ZoneId.of(zone, ZoneId.SHORT_IDS);

        ZoneId read = new SettingsReader(url, GivenProperties.of(url, null), jvm)
                .read()
                .scope()
                .timeZone();

        assertThat(read.getId()).contains("/");
        assertThat(read.getRules().getOffset(NEW_YEAR)).isEqualTo(jvm.getRules().getOffset(NEW_YEAR));
        assertThat(read.getRules().nextTransition(NEW_YEAR)).isNull();
    }

    @Test
    void aZoneOfTheJvmThatIsNotInTheTzDatabaseIsRejected() {
        JdbcUrl url = JdbcUrl.parse(DEMO).orElseThrow();

        assertThatThrownBy(() -> new SettingsReader(url, GivenProperties.of(url, null), ZoneId.of("GMT+02:20")).read())
                .isInstanceOf(DriverException.class)
                .hasMessage("The JVM's time zone is 'GMT+02:20', which is not in the tz database; set connection"
                        + " property timeZone, for example to US/Arizona.");
    }

    @ParameterizedTest
    @CsvSource({
        "applicationName, accessToken=t",
        "clientId, clientSecret=c&jwt=j",
        "clientSecret, clientId=c&jwt=j",
        "proxyUser, accessToken=t&proxyHost=h&proxyPassword=p",
        "proxyPassword, accessToken=t&proxyHost=h&proxyUser=u"
    })
    void aHeaderValueHasAtMost256Characters(String name, String others) {
        String service = SERVICE + "?" + others;
        String longest = "x".repeat(256);
        read(service, properties(name, longest));

        assertThatThrownBy(() -> read(service, properties(name, longest + "x")))
                .isInstanceOfSatisfying(
                        DriverException.class,
                        rejected -> assertThat(rejected.state()).isEqualTo(SqlState.INVALID_PARAMETER_VALUE))
                .hasMessageContainingAll(name, "at most 256 characters")
                .satisfies(rejected -> assertThat(
                                String.valueOf(rejected.getMessage()).contains("xx"))
                        .isEqualTo(!ConnectionProperty.named(name).orElseThrow().secret()));
    }

    @Test
    void toStringContainsNoSecret() {
        assertThat(read(SERVICE, properties("password", "hidden")).toString()).doesNotContain("hidden");
    }

    private static void assertRejected(Properties properties, String message) {
        assertThatThrownBy(() -> read(DEMO, properties))
                .isInstanceOfSatisfying(
                        DriverException.class,
                        rejected -> assertThat(rejected.state()).isEqualTo(SqlState.INVALID_PARAMETER_VALUE))
                .hasMessage(message);
    }

    private static ConnectionSettings read(String text, @Nullable Properties properties) {
        JdbcUrl url = JdbcUrl.parse(text).orElseThrow();
        return new SettingsReader(url, GivenProperties.of(url, properties), BERLIN).read();
    }

    private static Properties properties(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }
}
