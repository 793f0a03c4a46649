package agentsession.config;

import static agentsession.config.PropertyType.BOOLEAN;
import static agentsession.config.PropertyType.FILE;
import static agentsession.config.PropertyType.FUNCTIONS;
import static agentsession.config.PropertyType.INSTANT;
import static agentsession.config.PropertyType.INTEGERS;
import static agentsession.config.PropertyType.PERIOD;
import static agentsession.config.PropertyType.SECONDS;
import static agentsession.config.PropertyType.SECRET;
import static agentsession.config.PropertyType.SEED;
import static agentsession.config.PropertyType.SESSIONS;
import static agentsession.config.PropertyType.STRING;
import static agentsession.config.PropertyType.STRINGS;
import static agentsession.config.PropertyType.TOKEN;

import agentsession.error.ClosestNames;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All connection properties, whether set in the URL, in {@link java.util.Properties} or on a data source. Parsing,
 * {@code getPropertyInfo} and the table in the manual are derived from this list.
 */
public enum ConnectionProperty {
    AUTH(
            "auth",
            PropertyType.SIGN_IN,
            null,
            "Sign-in method. Default: the method that the other properties given belong to; `legacy` is "
                    + "never inferred."),
    ACCESS_TOKEN("accessToken", TOKEN, null, "Access token obtained elsewhere, sent as `Authorization: bearer`."),
    ACCESS_TOKEN_FILE(
            "accessTokenFile",
            FILE,
            null,
            "File that contains the `accessToken`, for example `/run/secrets/access-token`. Read when "
                    + "connecting, and again when the service rejects the token."),
    API_TOKEN("apiToken", TOKEN, null, "Permanent API token, sent as `X-Auth-Token`."),
    API_TOKEN_FILE(
            "apiTokenFile",
            FILE,
            null,
            "File that contains the `apiToken`, for example `/run/secrets/api-token`. Read when connecting, "
                    + "and again when the service rejects the token."),
    USER(
            "user",
            STRING,
            null,
            "User name, for `auth` `engage` or `legacy`, for example `jane@example.com`. The demo ignores " + "it."),
    PASSWORD(
            "password",
            SECRET,
            null,
            "Password of `user`. If `user` is empty, the token or JWT itself, so that tools keep it in their "
                    + "password store."),
    PASSWORD_FILE(
            "passwordFile",
            FILE,
            null,
            "File that contains the `password`, for example `/run/secrets/password`. Read at each sign-in."),
    PLATFORM_ID(
            "platformId",
            STRING,
            null,
            "Platform of Engage Voice that `user` signs in to, for `auth` `engage`, for example `L1`."),
    CLIENT_ID(
            "clientId",
            PropertyType.HEADER_VALUE,
            null,
            "Client ID of the RingCentral app, for `auth` `jwt`, for example `AbCdEf123`."),
    CLIENT_SECRET(
            "clientSecret",
            PropertyType.HEADER_SECRET,
            null,
            "Client secret of the RingCentral app, for `auth` `jwt`."),
    CLIENT_SECRET_FILE(
            "clientSecretFile",
            FILE,
            null,
            "File that contains the `clientSecret`, for example `/run/secrets/client-secret`. Read at each "
                    + "sign-in."),
    JWT("jwt", TOKEN, null, "JWT credential of the RingCentral user who signs in, for `auth` `jwt`."),
    JWT_FILE(
            "jwtFile",
            FILE,
            null,
            "File that contains the `jwt`, for example `/run/secrets/jwt`. Read at each sign-in."),
    RC_SERVER(
            "rcServer",
            PropertyType.ORIGIN,
            "https://platform.ringcentral.com",
            "RingCentral server that exchanges the `jwt` for a token."),
    VERIFY(
            "verify",
            BOOLEAN,
            "true",
            "Sign in and check the account when connecting, so that wrong settings are reported at once. If "
                    + "`false`, the first query reports them."),
    TIME_ZONE(
            "timeZone",
            PropertyType.TIME_ZONE,
            null,
            "Time zone of LOGIN_DTS, LOGOUT_DTS and CURRENT_TIMESTAMP. Default: the time zone of the JVM."),
    AGENT_GROUP_IDS(
            "agentGroupIds",
            INTEGERS,
            null,
            "IDs of the agent groups to report on, for example `12,34`. Default: all groups."),
    SECURE_AGENT_GROUP_IDS(
            "secureAgentGroupIds",
            STRING,
            null,
            "Value of the request field `secureAgentGroupIds`, sent unchanged. Default: empty."),
    SECURE_AGENT_IDS(
            "secureAgentIds",
            STRING,
            null,
            "Value of the request field `secureAgentIds`, sent unchanged. Default: empty."),
    ROLLUP_AGENT(
            "rollupAgent", STRING, null, "Value of the request field `rollupAgent`, sent unchanged. Default: empty."),
    ACCOUNT_IDS(
            "accountIds",
            STRINGS,
            null,
            "IDs of the accounts in the request field `accountIds`, for example `99990001,99990002`. "
                    + "Default: the account of the URL."),
    RETURN_TYPE("returnType", PropertyType.RETURN_TYPE, "CSV", "Format in which the service sends the report."),
    DELIMITER("delimiter", PropertyType.DELIMITER, "COMMA", "Field delimiter of the CSV."),
    PUSH_DOWN(
            "pushDown",
            PropertyType.PUSH_DOWN,
            "timestamps,agents,teams",
            "Conditions of WHERE that the service evaluates: on log-in times, agent IDs, team names. The "
                    + "driver evaluates all others; the result is the same."),
    LOOKBACK(
            "lookback",
            PERIOD,
            "P90D",
            "How far before now a report starts if the query sets no lower bound for LOGIN_DTS."),
    FUN(
            "fun",
            FUNCTIONS,
            "standard,postgresql,mysql,mssql,oracle,bigquery",
            "Function libraries of the SQL dialect, by their Calcite names, in any order. `standard` is "
                    + "added if it is missing."),
    APPLICATION_NAME(
            "applicationName",
            PropertyType.HEADER_VALUE,
            null,
            "Name of the application, put before the driver's own in the `User-Agent` header, for example "
                    + "`Wallboard`."),
    TLS(
            "tls",
            BOOLEAN,
            "true",
            "Use HTTPS. `false` uses plain HTTP, which is allowed for localhost, 127.0.0.0/8 and ::1 only, and not "
                    + "through a proxy."),
    TRUST_STORE(
            "trustStore",
            FILE,
            null,
            "Key store with the certificates to trust, for example `/etc/ssl/company.p12`. Default: the "
                    + "JVM's trust store."),
    TRUST_STORE_PASSWORD("trustStorePassword", SECRET, null, "Password of the `trustStore`."),
    TRUST_STORE_PASSWORD_FILE(
            "trustStorePasswordFile",
            FILE,
            null,
            "File that contains the `trustStorePassword`, for example `/run/secrets/trust-store`."),
    TRUST_STORE_TYPE(
            "trustStoreType",
            STRING,
            null,
            "Type of the `trustStore`, for example `JKS`. Default: the JVM's, which reads PKCS12 and JKS."),
    PROXY_HOST(
            "proxyHost",
            STRING,
            null,
            "Host of the HTTP proxy, for example `proxy.example.com`. Default: the proxy settings of the " + "JVM."),
    PROXY_PORT("proxyPort", PropertyType.PORT, "8080", "Port of the `proxyHost`."),
    PROXY_USER("proxyUser", PropertyType.HEADER_VALUE, null, "User name at the proxy, for example `jane`."),
    PROXY_PASSWORD("proxyPassword", PropertyType.HEADER_SECRET, null, "Password of the `proxyUser`."),
    PROXY_PASSWORD_FILE(
            "proxyPasswordFile",
            FILE,
            null,
            "File that contains the `proxyPassword`, for example `/run/secrets/proxy-password`."),
    CONNECT_TIMEOUT(
            "connectTimeout",
            SECONDS,
            "10",
            "Connect timeout, in seconds: the longest wait for a host to accept the connection."),
    SOCKET_TIMEOUT(
            "socketTimeout",
            SECONDS,
            "300",
            "Read timeout, in seconds: the longest wait for the response headers, and then for the next "
                    + "bytes of the body."),
    LOGIN_TIMEOUT(
            "loginTimeout",
            SECONDS,
            null,
            "Login timeout, in seconds: the longest time that connecting takes. Default: that of "
                    + "`DriverManager.setLoginTimeout`, or 60."),
    MAX_RETRIES(
            "maxRetries",
            PropertyType.RETRIES,
            "4",
            "Retries of a request after transient failures. Once a request has returned a row, it is not "
                    + "retried."),
    REQUESTS_PER_MINUTE(
            "requestsPerMinute",
            PropertyType.PER_MINUTE,
            null,
            "Rate limit: the most reports per minute that this process requests for one account. Default: no "
                    + "limit."),
    MEMORY_LIMIT(
            "memoryLimit",
            PropertyType.MEGABYTES,
            null,
            "Megabytes of memory that the queries of this process may hold together, for ORDER BY, GROUP BY, DISTINCT, "
                    + "joins, set operations and window functions. Beyond it, most of them use temporary files; the "
                    + "others fail. Default: a quarter of the largest heap."),
    CACHE_MAX_AGE(
            "cacheMaxAge",
            PropertyType.DURATION,
            "PT1M",
            "How old a downloaded report may be to answer further queries of this process. `PT0S` requests a report for "
                    + "each query."),
    CACHE_SETTLED_AFTER(
            "cacheSettledAfter",
            PropertyType.DURATION,
            null,
            "After which time a session that has ended does not change any more, for example `P2D`: older sessions are "
                    + "not requested again. Default: never."),
    CACHE_SIZE(
            "cacheSize",
            PropertyType.MEGABYTES,
            "256",
            "Megabytes of temporary files for the downloaded reports of this process."),
    CACHE_DIRECTORY(
            "cacheDirectory",
            PropertyType.DIRECTORY,
            null,
            "Folder for the downloaded reports, for example `/var/tmp`. Default: the folder for temporary files of the "
                    + "JVM."),
    NOW(
            "now",
            INSTANT,
            null,
            "Time that replaces the current time, so that queries are repeatable. Default: the system clock."),
    DEMO_SEED(
            "demoSeed",
            SEED,
            "1",
            "Seed of the generated data: the same seed generates the same data. For the demo only."),
    DEMO_SESSIONS(
            "demoSessions",
            SESSIONS,
            "0",
            "Number of sessions in the demo; 0 generates those of 150 agents in 90 days. For the demo only.");

    /** All properties, in the order in which they are documented. */
    public static final List<ConnectionProperty> ALL = List.of(values());

    private static final List<String> NAMES =
            Arrays.stream(values()).map(ConnectionProperty::propertyName).toList();

    private final String propertyName;
    // PropertyType is immutable, but Error Prone only believes its own annotation, which would be a dependency.
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

    /** The property of this name; case does not matter. */
    public static Optional<ConnectionProperty> named(String name) {
        return ALL.stream()
                .filter(property -> property.propertyName.equalsIgnoreCase(name))
                .findFirst();
    }

    /** The name, as the manual and the URL write it. */
    public String propertyName() {
        return propertyName;
    }

    /** The allowed values, as the end of the sentence "It must be ...". */
    String allowed() {
        return type.allowed();
    }

    /** All or the usual values, for a tool to offer; empty if there are too many to list. */
    List<String> choices() {
        return type.choices();
    }

    /** The value that applies if none is given. */
    Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** What the property does, in one to three sentences; names and values are in backquotes. */
    String description() {
        return description;
    }

    /** Whether the value names a file or folder of the machine that the driver runs on. */
    boolean namesFile() {
        return type == FILE || type == PropertyType.DIRECTORY;
    }

    /** What the value names, if {@link #namesFile}. */
    String namedByValue() {
        return type == FILE ? "file" : "folder";
    }

    /** Whether the value is a secret, which is never displayed. */
    public boolean secret() {
        return type.secret();
    }

    PropertyType<?> type() {
        return type;
    }

    /**
     * The error for an unknown property name.
     *
     * @param displayName how the message refers to the property
     */
    static DriverException unknown(String displayName, String name) {
        List<String> closest = ClosestNames.to(name, NAMES, 2);
        return new DriverException(
                SqlState.INVALID_PARAMETER_VALUE,
                "Unknown connection property " + displayName
                        + (closest.isEmpty()
                                ? "; the properties are " + String.join(", ", NAMES) + "."
                                : "; did you mean " + String.join(" or ", closest) + "?"));
    }
}
