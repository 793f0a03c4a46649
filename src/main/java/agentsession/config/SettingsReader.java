package agentsession.config;

import static agentsession.config.ConnectionProperty.ACCESS_TOKEN;
import static agentsession.config.ConnectionProperty.ACCOUNT_IDS;
import static agentsession.config.ConnectionProperty.AGENT_GROUP_IDS;
import static agentsession.config.ConnectionProperty.API_TOKEN;
import static agentsession.config.ConnectionProperty.APPLICATION_NAME;
import static agentsession.config.ConnectionProperty.DEMO_SEED;
import static agentsession.config.ConnectionProperty.DEMO_SESSIONS;
import static agentsession.config.ConnectionProperty.FUN;
import static agentsession.config.ConnectionProperty.LOOKBACK;
import static agentsession.config.ConnectionProperty.NOW;
import static agentsession.config.ConnectionProperty.PASSWORD;
import static agentsession.config.ConnectionProperty.PUSH_DOWN;
import static agentsession.config.ConnectionProperty.ROLLUP_AGENT;
import static agentsession.config.ConnectionProperty.SECURE_AGENT_GROUP_IDS;
import static agentsession.config.ConnectionProperty.SECURE_AGENT_IDS;
import static agentsession.config.ConnectionProperty.TIME_ZONE;
import static agentsession.config.ConnectionProperty.TLS;
import static agentsession.config.ConnectionProperty.USER;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.report.ReportScope;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes settings out of what a connection was given, and checks that it goes together. */
final class SettingsReader {
    private static final String WAYS_TO_SIGN_IN =
            "give an access token as accessToken (or as password, with user empty), or a permanent API token as apiToken.";

    private final JdbcUrl url;
    private final GivenProperties given;
    private final ZoneId jvmZone;

    SettingsReader(JdbcUrl url, GivenProperties given, ZoneId jvmZone) {
        this.url = url;
        this.given = given;
        this.jvmZone = jvmZone;
    }

    ConnectionSettings read() {
        ZoneId zone = timeZone();
        return new ConnectionSettings(
                address(),
                url.service().isPresent() ? credentials() : new Credentials.None(),
                scope(zone),
                given.get(PUSH_DOWN, PropertyType.PUSH_DOWN),
                given.get(LOOKBACK, PropertyType.PERIOD),
                given.get(FUN, PropertyType.FUNCTIONS),
                text(APPLICATION_NAME),
                given.find(NOW, PropertyType.INSTANT)
                        .map(instant -> Clock.fixed(instant, zone))
                        .orElse(Clock.system(zone)));
    }

    private ServiceAddress address() {
        boolean tls = given.get(TLS, PropertyType.FLAG);
        long seed = given.get(DEMO_SEED, PropertyType.SEED);
        long sessions = given.get(DEMO_SESSIONS, PropertyType.SESSIONS);
        return url.service()
                .map(service -> remote(service, tls))
                .orElseGet(() -> new ServiceAddress.Demo(seed, sessions));
    }

    private ServiceAddress remote(JdbcUrl.Service service, boolean tls) {
        for (ConnectionProperty property : List.of(DEMO_SEED, DEMO_SESSIONS)) {
            if (given.has(property)) {
                throw invalid("Connection property " + property.propertyName()
                        + " is for jdbc:agentsession:demo only; leave it out.");
            }
        }
        if (!tls && !service.isLoopback()) {
            throw invalid("Connection property tls may be false for localhost, 127.0.0.0/8 and ::1 only, not for host "
                    + service.host() + ", where the credentials could be read on their way; leave it out.");
        }
        return new ServiceAddress.Remote(service.base(tls ? "https" : "http"), service.accountId());
    }

    private Credentials credentials() {
        if (given.has(USER)) {
            throw unauthorized("Connection property user is given, but signing in with user and password is not"
                    + " supported yet; " + WAYS_TO_SIGN_IN);
        }
        List<ConnectionProperty> tokens =
                Stream.of(ACCESS_TOKEN, PASSWORD, API_TOKEN).filter(given::has).toList();
        if (tokens.isEmpty()) {
            throw unauthorized("No credentials: " + WAYS_TO_SIGN_IN);
        }
        if (tokens.size() > 1) {
            throw unauthorized("Connection properties "
                    + tokens.stream().map(ConnectionProperty::propertyName).collect(Collectors.joining(" and "))
                    + " contradict each other; give one of them.");
        }
        Secret token = given.get(tokens.get(0), PropertyType.TOKEN);
        return tokens.contains(API_TOKEN) ? new Credentials.ApiToken(token) : new Credentials.BearerToken(token);
    }

    private ReportScope scope(ZoneId zone) {
        return new ReportScope(
                zone,
                given.find(AGENT_GROUP_IDS, PropertyType.INTEGERS).orElse(List.of()),
                text(SECURE_AGENT_GROUP_IDS),
                text(SECURE_AGENT_IDS),
                text(ROLLUP_AGENT),
                given.find(ACCOUNT_IDS, PropertyType.TEXTS).orElse(List.of()));
    }

    private ZoneId timeZone() {
        return given.find(TIME_ZONE, PropertyType.TIME_ZONE).orElseGet(() -> {
            if (!TimeZoneName.isName(jvmZone.getId())) {
                throw invalid("The JVM's time zone is " + Texts.quoted(jvmZone.getId())
                        + ", which the tz database does not name; set connection property timeZone, to US/Arizona"
                        + " for example.");
            }
            return jvmZone;
        });
    }

    private String text(ConnectionProperty property) {
        return given.find(property, PropertyType.TEXT).orElse("");
    }

    private static DriverException invalid(String message) {
        return new DriverException(SqlState.INVALID_PARAMETER_VALUE, message);
    }

    private static DriverException unauthorized(String message) {
        return new DriverException(SqlState.INVALID_AUTHORIZATION, message);
    }
}
