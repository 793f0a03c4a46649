package agentsession.http;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plain HTTP, which is for this machine only: a proxy could read the credentials, so none is used. */
public final class PlainHttp {
    private PlainHttp() {}

    static boolean isUsedBy(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme());
    }

    /**
     * Refuses a service that the JVM's settings send to a proxy unencrypted.
     *
     * @throws DriverException (22023) that names the proxy
     */
    public static void refuseProxyOfJvm(URI service) {
        ProxySelector selector = ProxySelector.getDefault();
        if (selector == null || !isUsedBy(service)) {
            return;
        }
        List<Proxy> proxies = selector.select(service);
        // Like the JDK's client, which uses the first proxy if it is one of HTTP.
        if (!proxies.isEmpty() && proxies.get(0).type() == Proxy.Type.HTTP) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "Connection property tls is false, but the JVM's settings (http.proxyHost, or a ProxySelector) send"
                            + " requests for " + TransportFailure.host(service) + " to the proxy "
                            + display(proxies.get(0).address())
                            + ", which would receive the credentials unencrypted. Add the host to -Dhttp.nonProxyHosts,"
                            + " or remove tls to use HTTPS.");
        }
    }

    private static String display(SocketAddress proxy) {
        return proxy instanceof InetSocketAddress address
                ? address.getHostString() + ":" + address.getPort()
                : proxy.toString();
    }

    /**
     * Selects no proxy for plain HTTP.
     *
     * @param forHttps selects the proxies for HTTPS; null for the JVM's selector
     */
    static ProxySelector direct(@Nullable ProxySelector forHttps) {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                ProxySelector selector = selector();
                return isUsedBy(uri) || selector == null ? List.of(Proxy.NO_PROXY) : selector.select(uri);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                ProxySelector selector = selector();
                if (selector != null) {
                    selector.connectFailed(uri, address, failure);
                }
            }

            private @Nullable ProxySelector selector() {
                return forHttps == null ? ProxySelector.getDefault() : forHttps;
            }
        };
    }
}
