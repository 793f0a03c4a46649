package agentsession.http;

import agentsession.concurrent.CancellationToken;
import agentsession.error.DriverException;
import agentsession.error.OutOfMemory;
import agentsession.error.SqlState;
import agentsession.error.TransientException;
import com.google.common.base.Throwables;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.List;
import javax.net.ssl.SSLException;

/** Converts a failure to get a response to an error. The exceptions of {@code java.net.http} often have no message. */
public final class TransportFailure {
    private static final int MAX_LENGTH = 200;

    private TransportFailure() {}

    /**
     * Converts a failure to an error; to a transient one if a retry may help.
     *
     * @param uri of the request
     */
    public static DriverException of(IOException failure, URI uri) {
        if (OutOfMemory.isReasonOf(failure)) {
            return OutOfMemory.exception(failure);
        }
        if (failure instanceof InterruptedIOException) {
            return CancellationToken.interrupted(failure);
        }
        String host = host(uri);
        if (failure instanceof HttpConnectTimeoutException) {
            return unableToConnect(
                    host, "it did not accept the connection in time. Check host, port and proxy", failure);
        }
        if (failure instanceof ConnectException) {
            return unableToConnect(host, connectFailure(failure), failure);
        }
        if (isUntrusted(failure)) {
            return new DriverException(
                    SqlState.UNABLE_TO_CONNECT,
                    "Cannot connect to " + host + ": its certificate is not trusted: " + reason(failure)
                            + ". Check the host's name, or set trustStore to one with its issuer.",
                    failure);
        }
        if (isTlsFailure(failure)) {
            return unableToConnect(
                    host,
                    "TLS failed: " + reason(failure) + ". Check that the port is that of HTTPS and that this Java"
                            + " trusts the certificate",
                    failure);
        }
        if (failure instanceof ProtocolException) {
            return new DriverException(
                    SqlState.SERVICE_ERROR,
                    "The response of " + host + " is not HTTP: " + reason(failure) + ". Check host and port.",
                    failure);
        }
        if (RunningClient.hasDied(failure)) {
            return new TransientException(
                    SqlState.CONNECTION_FAILURE,
                    "The HTTP client stopped before the response of " + host
                            + " was complete, perhaps for lack of memory."
                            + " The next request starts another; execute the query again.",
                    failure);
        }
        return new TransientException(
                SqlState.CONNECTION_FAILURE,
                "The connection to " + host + " broke before the response was complete: " + reason(failure) + ".",
                failure);
    }

    private static boolean isUntrusted(Throwable failure) {
        return Throwables.getCausalChain(failure).stream()
                .anyMatch(t -> t instanceof CertificateException || t instanceof CertPathValidatorException);
    }

    /**
     * Whether TLS failed. If the server closes the connection during the handshake, the client may report a missing
     * response, with the TLS failure as its cause. A connection that breaks after the handshake has no such cause.
     */
    private static boolean isTlsFailure(Throwable failure) {
        return Throwables.getCausalChain(failure).stream().anyMatch(SSLException.class::isInstance);
    }

    /** The innermost message of a failure, as one line. */
    public static String reason(Throwable failure) {
        String reason = "";
        for (Throwable t : Throwables.getCausalChain(failure)) {
            String message = t.getMessage();
            if (message != null && !message.isBlank()) {
                reason = message;
            }
        }
        return reason.isEmpty() ? failure.getClass().getSimpleName() : ErrorText.oneLine(reason, MAX_LENGTH);
    }

    private static DriverException unableToConnect(String host, String why, Throwable failure) {
        return new TransientException(
                SqlState.UNABLE_TO_CONNECT, "Cannot connect to " + host + ": " + why + ".", failure);
    }

    private static String connectFailure(Throwable failure) {
        List<Throwable> chain = Throwables.getCausalChain(failure);
        if (chain.stream().anyMatch(UnresolvedAddressException.class::isInstance)) {
            return "the host is unknown. Check its spelling and DNS";
        }
        return chain.stream().anyMatch(t -> t.getMessage() != null)
                ? reason(failure) + ". Check host, port and proxy"
                : "the connection was refused, or the host is unreachable. Check host, port and proxy";
    }

    /** Host and port, for messages. */
    public static String host(URI uri) {
        int port = uri.getPort();
        if (port < 0) {
            port = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        }
        return uri.getHost() + ":" + port;
    }
}
