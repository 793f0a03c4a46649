package agentsession.config;

import static agentsession.config.PropertyType.FILE;
import static agentsession.config.PropertyType.FLAG;
import static agentsession.config.PropertyType.FUNCTIONS;
import static agentsession.config.PropertyType.INSTANT;
import static agentsession.config.PropertyType.INTEGERS;
import static agentsession.config.PropertyType.PERIOD;
import static agentsession.config.PropertyType.SECONDS;
import static agentsession.config.PropertyType.SECRET;
import static agentsession.config.PropertyType.SEED;
import static agentsession.config.PropertyType.SESSIONS;
import static agentsession.config.PropertyType.TEXT;
import static agentsession.config.PropertyType.TEXTS;
import static agentsession.config.PropertyType.TOKEN;

import agentsession.error.ClosestNames;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one list of what a connection can be told, in the URL, in {@link java.util.Properties} or as bean properties of a
 * data source. Reading, {@code getPropertyInfo} and the manual's page follow from it.
 */
public enum ConnectionProperty {
    AUTH(
            "auth",
            PropertyType.SIGN_IN,
            null,
            "How to sign in. If not given, what else is given tells; `legacy` has to be named."),
    ACCESS_TOKEN("accessToken", TOKEN, null, "An access token obtained elsewhere, sent as `Authorization: bearer`."),
    ACCESS_TOKEN_FILE(
            "accessTokenFile",
            FILE,
            null,
            "A file that holds the `accessToken`, read when the connection is made and when the token is refused."),
    API_TOKEN("apiToken", TOKEN, null, "A permanent API token, sent as `X-Auth-Token`."),
    API_TOKEN_FILE("apiTokenFile", FILE, null, "A file that holds the `apiToken`, read as `accessTokenFile` is."),
    USER("user", TEXT, null, "Who signs in, with `auth` `engage` or `legacy`. The demo ignores it."),
    PASSWORD(
            "password",
            SECRET,
            null,
            "The password of `user`. Without a user, the token or JWT itself: tools keep it in their password store."),
    PASSWORD_FILE("passwordFile", FILE, null, "A file that holds the `password`, read at each sign-in."),
    PLATFORM_ID("platformId", TEXT, null, "The platform that `user` signs in to, with `auth` `engage`."),
    CLIENT_ID("clientId", TEXT, null, "The client id of the RingCentral app, with `auth` `jwt`."),
    CLIENT_SECRET("clientSecret", SECRET, null, "The client secret of the RingCentral app, with `auth` `jwt`."),
    CLIENT_SECRET_FILE("clientSecretFile", FILE, null, "A file that holds the `clientSecret`, read at each sign-in."),
    JWT("jwt", TOKEN, null, "The JWT credential of the RingCentral user who signs in, with `auth` `jwt`."),
    JWT_FILE("jwtFile", FILE, null, "A file that holds the `jwt`, read at each sign-in."),
    RC_SERVER(
            "rcServer",
            PropertyType.ORIGIN,
            "https://platform.ringcentral.com",
            "The RingCentral server where a `jwt` is exchanged for a token."),
    VERIFY(
            "verify",
            FLAG,
            "true",
            "Whether connecting signs in and asks the service for its accounts, so that what is wrong shows at once."),
    TIME_ZONE(
            "timeZone",
            PropertyType.TIME_ZONE,
            null,
            "The time zone of the report: of LOGIN_DTS, LOGOUT_DTS and \"now\". If not given, the JVM's."),
    AGENT_GROUP_IDS("agentGroupIds", INTEGERS, null, "Only agents of these groups. If not given, all."),
    SECURE_AGENT_GROUP_IDS(
            "secureAgentGroupIds", TEXT, null, "Goes into the request's `secureAgentGroupIds` as it is."),
    SECURE_AGENT_IDS("secureAgentIds", TEXT, null, "Goes into the request's `secureAgentIds` as it is."),
    ROLLUP_AGENT("rollupAgent", TEXT, null, "Goes into the request's `rollupAgent` as it is."),
    ACCOUNT_IDS(
            "accountIds",
            TEXTS,
            null,
            "The accounts that the request asks for in its `accountIds`. If not given, the URL's."),
    RETURN_TYPE("returnType", PropertyType.RETURN_TYPE, "CSV", "The form in which the service sends the report."),
    DELIMITER(
            "delimiter",
            PropertyType.DELIMITER,
            "COMMA",
            "What parts the cells of the report where it is sent as CSV."),
    PUSH_DOWN(
            "pushDown",
            PropertyType.PUSH_DOWN,
            "timestamps,agents,teams",
            "Which parts of WHERE the service is asked to filter: log-in times, agent ids, team names. The driver"
                    + " filters the rest; the rows are the same."),
    LOOKBACK(
            "lookback",
            PERIOD,
            "P90D",
            "How far before now a report starts when the query sets no lower bound for LOGIN_DTS."),
    FUN(
            "fun",
            FUNCTIONS,
            "standard,postgresql,mysql,mssql,oracle,bigquery",
            "The function libraries of the SQL dialect, as Calcite names them, in any order."
                    + " `standard` is put first if it is not named."),
    APPLICATION_NAME("applicationName", TEXT, null, "Put before the driver's own name in `User-Agent`."),
    TLS("tls", FLAG, "true", "`false` talks plain HTTP, to localhost, 127.0.0.0/8 and ::1 only."),
    TRUST_STORE("trustStore", FILE, null, "A key store of the certificates to trust. If not given, the JVM's."),
    TRUST_STORE_PASSWORD("trustStorePassword", SECRET, null, "The password of the `trustStore`, if it has one."),
    TRUST_STORE_PASSWORD_FILE("trustStorePasswordFile", FILE, null, "A file that holds the `trustStorePassword`."),
    TRUST_STORE_TYPE("trustStoreType", TEXT, null, "The type of the `trustStore`. If not given, PKCS12 or JKS."),
    PROXY_HOST("proxyHost", TEXT, null, "The HTTP proxy to go through. If not given, the JVM's choice."),
    PROXY_PORT("proxyPort", PropertyType.PORT, "8080", "The port of the `proxyHost`."),
    PROXY_USER("proxyUser", TEXT, null, "Who signs in at the proxy."),
    PROXY_PASSWORD("proxyPassword", SECRET, null, "The password of the `proxyUser`."),
    PROXY_PASSWORD_FILE("proxyPasswordFile", FILE, null, "A file that holds the `proxyPassword`."),
    CONNECT_TIMEOUT("connectTimeout", SECONDS, "10", "Seconds until a host that accepts no connection is given up."),
    SOCKET_TIMEOUT(
            "socketTimeout",
            SECONDS,
            "300",
            "Seconds of silence after which an answer is given up: before its head, or between its bytes."),
    LOGIN_TIMEOUT(
            "loginTimeout",
            SECONDS,
            null,
            "Seconds that connecting may take. If not given, `DriverManager.setLoginTimeout`; if neither is, 60."),
    MAX_RETRIES(
            "maxRetries",
            PropertyType.RETRIES,
            "4",
            "How often a request is repeated that failed for a while and before its first row."),
    REQUESTS_PER_MINUTE(
            "requestsPerMinute",
            PropertyType.PER_MINUTE,
            null,
            "How many reports this process asks of one account in a minute. If not given, any number."),
    NOW(
            "now",
            INSTANT,
            null,
            "Stands for the current time, so that a report can be repeated. If not given, the clock."),
    DEMO_SEED("demoSeed", SEED, "1", "The invented data of the demo are a function of it. For the demo only."),
    DEMO_SESSIONS(
            "demoSessions",
            SESSIONS,
            "0",
            "How many sessions the demo holds; 0 for those of 150 agents in 90 days. For the demo only.");

    /** All properties, in the order in which they are documented. */
    public static final List<ConnectionProperty> ALL = List.of(values());

    private static final List<String> NAMES =
            Arrays.stream(values()).map(ConnectionProperty::propertyName).toList();

    private final String propertyName;
    // It is immutable; only Error Prone's own annotation, which would be a dependency, could tell.
    @SuppressWarnings("ImmutableEnumChecker")
    private final PropertyType<?> type;

    private final @Nullable String defaultValue;
    private final String description;

    ConnectionProperty(String propertyName, PropertyType<?> type, @Nullable String defaultValue, String description) {
        this.propertyName = propertyName;
        this.type = type;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /** The property of this name, in whatever case. */
    public static Optional<ConnectionProperty> named(String name) {
        return ALL.stream()
                .filter(property -> property.propertyName.equalsIgnoreCase(name))
                .findFirst();
    }

    /** The name, as the manual and the URL write it. */
    public String propertyName() {
        return propertyName;
    }

    /** What a value may be, in words that complete "It must be ...". */
    public String allowed() {
        return type.allowed();
    }

    /** Values for a tool to choose from, all or the usual ones; empty where they are not worth listing. */
    public List<String> choices() {
        return type.choices();
    }

    /** The value that stands for none given. */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** What it is for, in one or two sentences; names and values in backquotes. */
    public String description() {
        return description;
    }

    /** Whether its value is never shown. */
    public boolean secret() {
        return type.secret();
    }

    PropertyType<?> type() {
        return type;
    }

    /**
     * The error for a name that no property has.
     *
     * @param shown how the message shows the name
     */
    static DriverException unknown(String shown, String name) {
        List<String> near = ClosestNames.to(name, NAMES, 2);
        return new DriverException(
                SqlState.INVALID_PARAMETER_VALUE,
                "There is no connection property " + shown
                        + (near.isEmpty()
                                ? "; there are " + String.join(", ", NAMES) + "."
                                : "; did you mean " + String.join(" or ", near) + "?"));
    }
}
