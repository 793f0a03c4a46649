package agentsession.http;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.error.TransientException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Puts a failure to get any answer into words: {@code java.net.http} often gives none. */
public final class TransportFailure {
    private static final int LONGEST = 200;

    private TransportFailure() {}

    /**
     * The error a failure amounts to; a transient one, but for what no second try would mend.
     *
     * @param uri what was asked
     */
    public static DriverException of(IOException failure, URI uri) {
        if (failure instanceof InterruptedIOException) {
            return CancellationToken.interrupted(failure);
        }
        String host = host(uri);
        if (failure instanceof HttpConnectTimeoutException) {
            return unable(host, "it did not accept the connection in time. Check host, port and proxy", failure);
        }
        if (failure instanceof ConnectException) {
            return unable(host, notConnected(failure), failure);
        }
        if (isUntrusted(failure)) {
            return new DriverException(
                    SqlState.UNABLE_TO_CONNECT,
                    "Cannot connect to " + host + ": its certificate is not trusted: " + reason(failure)
                            + ". Check the host's name, or name a trustStore that holds its issuer.",
                    failure);
        }
        if (isOfTls(failure)) {
            return unable(
                    host,
                    "TLS failed: " + reason(failure) + ". Check that the port speaks HTTPS and that its certificate is"
                            + " one this Java trusts",
                    failure);
        }
        if (failure instanceof ProtocolException) {
            return new DriverException(
                    SqlState.SERVICE_ERROR,
                    "What answers at " + host + " does not speak HTTP: " + reason(failure) + ". Check host and port.",
                    failure);
        }
        return new TransientException(
                SqlState.CONNECTION_FAILURE,
                "The connection to " + host + " broke before an answer came: " + reason(failure) + ".",
                failure);
    }

    private static boolean isUntrusted(Throwable failure) {
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof CertificateException || t instanceof CertPathValidatorException) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether TLS failed, a server that goes away during the handshake included. The client may report that as an answer
     * without a head, and then the failure of TLS is its cause; once the handshake is done, a connection that breaks
     * has no such cause.
     */
    private static boolean isOfTls(Throwable failure) {
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    /** The innermost thing said about a failure, as one line. */
    public static String reason(Throwable failure) {
        String reason = "";
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            String message = t.getMessage();
            if (message != null && !message.isBlank()) {
                reason = message;
            }
        }
        return reason.isEmpty() ? failure.getClass().getSimpleName() : ErrorText.oneLine(reason, LONGEST);
    }

    private static DriverException unable(String host, String why, Throwable failure) {
        return new TransientException(
                SqlState.UNABLE_TO_CONNECT, "Cannot connect to " + host + ": " + why + ".", failure);
    }

    private static String notConnected(Throwable failure) {
        boolean said = false;
        for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof UnresolvedAddressException) {
                return "the host is unknown. Check its spelling and the name service";
            }
            said |= t.getMessage() != null;
        }
        return said
                ? reason(failure) + ". Check host, port and proxy"
                : "the connection was refused, or no way leads there. Check host, port and proxy";
    }

    /** A host in words, with its port. */
    public static String host(URI uri) {
        int port = uri.getPort();
        if (port < 0) {
            port = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        }
        return uri.getHost() + ":" + port;
    }
}
