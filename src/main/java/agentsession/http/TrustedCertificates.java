package agentsession.http;

import agentsession.config.TransportSettings;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Certificates to trust instead of the JVM's. */
final class TrustedCertificates {
    private TrustedCertificates() {}

    /** @throws DriverException (22023) if the store cannot be read or contains no certificate */
    static SSLContext context(TransportSettings.TrustStore trust) {
        char @Nullable [] password = trust.password()
                .map(secret -> secret.read().reveal().toCharArray())
                .orElse(null);
        if (Files.exists(trust.file()) && !Files.isRegularFile(trust.file())) {
            throw unusable(trust, "cannot be read: it is not a regular file", null);
        }
        try (InputStream file = Files.newInputStream(trust.file())) {
            KeyStore store = KeyStore.getInstance(trust.type().orElseGet(KeyStore::getDefaultType));
            store.load(file, password);
            if (store.size() == 0) {
                throw unusable(trust, "contains no readable certificate; it may need trustStorePassword", null);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (NoSuchFileException e) {
            throw unusable(trust, "does not exist", e);
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(
                    trust,
                    "cannot be read: " + TransportFailure.reason(e)
                            + ". Check trustStore, trustStorePassword and trustStoreType",
                    e);
        }
    }

    private static DriverException unusable(TransportSettings.TrustStore trust, String why, @Nullable Exception cause) {
        return new DriverException(
                SqlState.INVALID_PARAMETER_VALUE,
                "The key store " + trust.file() + " of connection property trustStore " + why + ".",
                cause);
    }
}
