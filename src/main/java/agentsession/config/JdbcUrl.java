package agentsession.config;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.text.PercentEncoding;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC URL: {@code jdbc:agentsession://host[:port][/base]/accountId[?name=value&...]} or
 * {@code jdbc:agentsession:demo[?name=value&...]}, in percent-encoded UTF-8.
 *
 * <p>A malformed part may be a misplaced secret, so no message repeats it.
 */
public final class JdbcUrl {
    private static final String PREFIX = "jdbc:agentsession:";
    private static final String DEMO = "demo";
    private static final String EXAMPLE =
            "jdbc:agentsession://ringcx.ringcentral.com/voice/99990001?timeZone=US/Arizona";
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern NAME_WITH_UNDERSCORE = Pattern.compile("[A-Za-z0-9.-]*_[A-Za-z0-9._-]*");
    private static final int MAX_PORT = 65_535;
    /** What a server or proxy may take for the end of a segment. */
    private static final Pattern PATH_SYNTAX = Pattern.compile("[/\\\\?#]|%(?:2f|5c)", Pattern.CASE_INSENSITIVE);

    private static final Pattern PROPERTY_SYNTAX = Pattern.compile("[;&=]");

    private final @Nullable Service service;
    private final Map<ConnectionProperty, String> properties;

    private JdbcUrl(@Nullable Service service, Map<ConnectionProperty, String> properties) {
        this.service = service;
        this.properties = properties;
    }

    /** Whether a URL is for this driver, even if it is malformed. */
    public static boolean accepts(@Nullable String url) {
        return url != null && url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /** Whether a host is certainly this machine, without a DNS lookup. An IPv6 address is in brackets. */
    static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        boolean literal = host.startsWith("[") || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
        try {
            return literal && InetAddress.getAllByName(host)[0].isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether a URL is for the demo, even if its properties are malformed. */
    static boolean isDemo(@Nullable String url) {
        return url != null
                && accepts(url)
                && url.split("\\?", 2)[0].substring(PREFIX.length()).equals(DEMO);
    }

    /**
     * Parses a URL.
     *
     * @return empty for a URL of another driver
     * @throws DriverException (08001) if it is malformed, (22023) for an unknown or duplicate property
     */
    public static Optional<JdbcUrl> parse(@Nullable String url) {
        if (url == null || !accepts(url)) {
            return Optional.empty();
        }
        if (!InputText.isPlain(url)) {
            throw malformed("it contains a control character or an unpaired surrogate.");
        }
        if (url.indexOf('#') >= 0) {
            throw malformed("it contains a '#', but fragments are not allowed; write %23 for a '#' in a value.");
        }
        int question = url.indexOf('?');
        String location = url.substring(PREFIX.length(), question < 0 ? url.length() : question);
        Service service = location.equals(DEMO) ? null : service(location);
        return Optional.of(new JdbcUrl(service, UrlProperties.parse(question < 0 ? "" : url.substring(question + 1))));
    }

    /** The service; empty for the demo. */
    Optional<Service> service() {
        return Optional.ofNullable(service);
    }

    /** The decoded properties, in the order of the URL. */
    Map<ConnectionProperty, String> properties() {
        return properties;
    }

    /** The URL without its secrets, for {@code getURL} and messages; {@link #parse} accepts it. */
    @Override
    public String toString() {
        String query = properties.entrySet().stream()
                .filter(entry -> !entry.getKey().secret())
                .map(entry -> entry.getKey().propertyName() + "=" + PercentEncoding.value(entry.getValue()))
                .collect(Collectors.joining("&"));
        return PREFIX + (service == null ? DEMO : service) + (query.isEmpty() ? "" : "?" + query);
    }

    static DriverException malformed(String problem) {
        return new DriverException(
                SqlState.UNABLE_TO_CONNECT, "Malformed URL: " + problem + " A valid URL is " + EXAMPLE);
    }

    private static Service service(String location) {
        if (!location.startsWith("//")) {
            throw malformed(PREFIX + " must be followed by //host/accountId or " + DEMO + ".");
        }
        if (location.indexOf('@') >= 0) {
            throw malformed("it contains an '@' before its properties; set the user and password as properties, and"
                    + " write %40 for an '@' in the path.");
        }
        if (PROPERTY_SYNTAX.matcher(location).find()) {
            throw malformed(
                    "it contains ';', '&' or '=' before any '?'; properties follow a '?' and are separated by '&'.");
        }
        int slash = location.indexOf('/', 2);
        String authority = location.substring(2, slash < 0 ? location.length() : slash);
        if (authority.isEmpty()) {
            throw malformed("the host is missing.");
        }
        int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        OptionalInt port = colon < 0 ? OptionalInt.empty() : OptionalInt.of(port(authority.substring(colon + 1)));
        if (NAME_WITH_UNDERSCORE.matcher(host).matches()) {
            throw malformed(
                    "the host name contains a '_', so Java's TLS cannot verify its certificate; use another name of"
                            + " the host, or its address.");
        }
        if (!isHost(host)) {
            throw malformed("// must be followed by the name or address of a host.");
        }
        List<String> path = path(slash < 0 ? "" : location.substring(slash + 1));
        int last = path.size() - 1;
        return new Service(host, port, List.copyOf(path.subList(0, last)), path.get(last));
    }

    private static int port(String text) {
        if (text.indexOf(':') >= 0) {
            throw malformed("an IPv6 address must be in brackets, such as [::1].");
        }
        int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw malformed("the port must be a number from 1 to 65535.");
        }
        return port;
    }

    private static boolean isHost(String host) {
        try {
            return host.equals(new URI("https://" + host).getHost());
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static List<String> path(String encoded) {
        List<String> segments = new ArrayList<>();
        for (String segment : encoded.split("/", -1)) {
            segments.add(PercentEncoding.decode(segment)
                    .orElseThrow(() ->
                            malformed("a '%' in the path does not begin a valid UTF-8 escape; write %25 for a '%'.")));
        }
        if (segments.get(segments.size() - 1).isBlank()) {
            throw malformed("the account is missing; the last segment of the path is the account ID.");
        }
        if (segments.stream().anyMatch(String::isBlank)) {
            throw malformed("a segment of the path is empty.");
        }
        if (segments.contains(".") || segments.contains("..")) {
            throw malformed("the path must not contain the segments '.' and '..'.");
        }
        if (segments.stream().anyMatch(segment -> PATH_SYNTAX.matcher(segment).find())) {
            throw malformed("a segment of the path must not contain '/', '\\', '?', '#' or '%2f', even when decoded.");
        }
        if (!segments.stream().allMatch(InputText::isPlain)) {
            throw malformed("the path contains a control character.");
        }
        return segments;
    }

    /**
     * The service that the URL refers to.
     *
     * @param host name or address; an IPv6 address is in brackets
     * @param base the decoded segments of the base path
     * @param accountId decoded
     */
    record Service(String host, OptionalInt port, List<String> base, String accountId) {

        /** Scheme, host, port and base path. */
        URI base(String scheme) {
            return URI.create(scheme + ":" + root());
        }

        /** Whether the host is certainly this machine. */
        boolean isLoopback() {
            return JdbcUrl.isLoopback(host);
        }

        @Override
        public String toString() {
            return root() + "/" + PercentEncoding.segment(accountId);
        }

        private String root() {
            StringBuilder root = new StringBuilder("//").append(host);
            port.ifPresent(number -> root.append(':').append(number));
            base.forEach(segment -> root.append('/').append(PercentEncoding.segment(segment)));
            return root.toString();
        }
    }
}
