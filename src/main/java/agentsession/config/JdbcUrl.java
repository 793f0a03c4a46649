package agentsession.config;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
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
 * A connection string: {@code jdbc:agentsession://host[:port][/base]/accountId[?name=value&...]} or
 * {@code jdbc:agentsession:demo[?name=value&...]}, percent-encoded UTF-8.
 *
 * <p>What is wrong in one may be a secret in the wrong place, so no message repeats a part that did not parse.
 */
public final class JdbcUrl {
    private static final String PREFIX = "jdbc:agentsession:";
    private static final String DEMO = "demo";
    private static final String EXAMPLE =
            "jdbc:agentsession://ringcx.ringcentral.com/voice/99990001?timeZone=US/Arizona";
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern NAME_WITH_UNDERSCORE = Pattern.compile("[A-Za-z0-9.-]*_[A-Za-z0-9._-]*");
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern OUT_OF_PLACE = Pattern.compile("[;&=]");

    private final @Nullable Service service;
    private final Map<ConnectionProperty, String> properties;

    private JdbcUrl(@Nullable Service service, Map<ConnectionProperty, String> properties) {
        this.service = service;
        this.properties = properties;
    }

    /** Whether a URL is for this driver, right or wrong as it may be otherwise. */
    public static boolean isOurs(@Nullable String url) {
        return url != null && url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /** Whether a host, as a URL writes it, is this machine for sure; asks no name service. */
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

    /** Whether a URL, right or wrong in its properties, is for the demo. */
    static boolean isDemo(@Nullable String url) {
        return url != null
                && isOurs(url)
                && url.split("\\?", 2)[0].substring(PREFIX.length()).equals(DEMO);
    }

    /**
     * Reads a URL.
     *
     * @return empty for a URL that is not for this driver
     * @throws DriverException (08001) for one that is malformed, (22023) for one with a property that does not exist or
     *     comes twice
     */
    public static Optional<JdbcUrl> parse(@Nullable String url) {
        if (url == null || !isOurs(url)) {
            return Optional.empty();
        }
        if (!Texts.isPlain(url)) {
            throw malformed("it holds a control character or half a surrogate pair.");
        }
        if (url.indexOf('#') >= 0) {
            throw malformed("it holds a '#', but has no fragment; write %23 for one in a value.");
        }
        int question = url.indexOf('?');
        String place = url.substring(PREFIX.length(), question < 0 ? url.length() : question);
        Service service = place.equals(DEMO) ? null : service(place);
        return Optional.of(new JdbcUrl(service, UrlProperties.parse(question < 0 ? "" : url.substring(question + 1))));
    }

    /** The service; empty for the demo. */
    Optional<Service> service() {
        return Optional.ofNullable(service);
    }

    /** The properties that the URL sets, in its order, decoded. */
    Map<ConnectionProperty, String> properties() {
        return properties;
    }

    /** The URL without its secrets, for {@code getURL} and messages; {@link #parse} reads it again. */
    @Override
    public String toString() {
        String query = properties.entrySet().stream()
                .filter(entry -> !entry.getKey().secret())
                .map(entry -> entry.getKey().propertyName() + "=" + PercentEncoding.value(entry.getValue()))
                .collect(Collectors.joining("&"));
        return PREFIX + (service == null ? DEMO : service) + (query.isEmpty() ? "" : "?" + query);
    }

    static DriverException malformed(String what) {
        return new DriverException(SqlState.UNABLE_TO_CONNECT, "Malformed URL: " + what + " A right one is " + EXAMPLE);
    }

    private static Service service(String place) {
        if (!place.startsWith("//")) {
            throw malformed("after " + PREFIX + " comes //host/accountId or " + DEMO + ".");
        }
        if (place.indexOf('@') >= 0) {
            throw malformed("it holds an '@' before its properties; who signs in is told by properties, and an '@' in"
                    + " the path is written %40.");
        }
        if (OUT_OF_PLACE.matcher(place).find()) {
            throw malformed("it holds ';', '&' or '=' before any '?'; properties come after a '?', separated by '&'.");
        }
        int slash = place.indexOf('/', 2);
        String authority = place.substring(2, slash < 0 ? place.length() : slash);
        if (authority.isEmpty()) {
            throw malformed("it names no host.");
        }
        int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        OptionalInt port = colon < 0 ? OptionalInt.empty() : OptionalInt.of(port(authority.substring(colon + 1)));
        if (NAME_WITH_UNDERSCORE.matcher(host).matches()) {
            throw malformed(
                    "the name of its host holds a '_', which Java's TLS does not take for the name of a host, so"
                            + " that no certificate can be checked; use another name of the host, or its address.");
        }
        if (!isHost(host)) {
            throw malformed("what follows // is not the name or address of a host.");
        }
        List<String> path = path(slash < 0 ? "" : place.substring(slash + 1));
        int last = path.size() - 1;
        return new Service(host, port, List.copyOf(path.subList(0, last)), path.get(last));
    }

    private static int port(String text) {
        if (text.indexOf(':') >= 0) {
            throw malformed("an IPv6 address stands in brackets, such as [::1].");
        }
        int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (port < 1 || port > HIGHEST_PORT) {
            throw malformed("the port is not a number from 1 to 65535.");
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
                    .orElseThrow(() -> malformed("a '%' in its path starts no escape of UTF-8; write %25 for one.")));
        }
        if (segments.get(segments.size() - 1).isBlank()) {
            throw malformed("it names no account; the last part of its path is the id of the account.");
        }
        if (segments.stream().anyMatch(String::isBlank)) {
            throw malformed("a part of its path is empty.");
        }
        if (segments.contains(".") || segments.contains("..")) {
            throw malformed("'.' and '..' cannot be parts of its path.");
        }
        if (!segments.stream().allMatch(Texts::isPlain)) {
            throw malformed("its path holds a control character.");
        }
        return segments;
    }

    /**
     * A service on the network, as the URL names it.
     *
     * @param host name or address, an IPv6 address in brackets
     * @param base the parts of the base path, decoded
     * @param accountId decoded
     */
    record Service(String host, OptionalInt port, List<String> base, String accountId) {

        /** Scheme, host, port and base path. */
        URI base(String scheme) {
            return URI.create(scheme + ":" + root());
        }

        /** Whether the host is this machine, which no name server is asked about. */
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
            base.forEach(part -> root.append('/').append(PercentEncoding.segment(part)));
            return root.toString();
        }
    }
}
