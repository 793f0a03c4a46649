package agentsession;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import org.jspecify.annotations.Nullable;

/** A self-signed certificate, created by the JDK's keytool. */
record HttpsKeys(Path file) {
    static final String PASSWORD = "st0re-s3cret";

    /** @param host of the certificate */
    static HttpsKeys create(Path directory, String host) throws Exception {
        Path file = directory.resolve(host + "-keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-storetype",
                        "PKCS12",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "SAN=dns:" + host)
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        return new HttpsKeys(file);
    }

    /** Starts a service with the certificate. */
    WireMockServer serve() {
        WireMockServer server = new WireMockServer(WireMockConfiguration.wireMockConfig()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(file.toString())
                .keystoreType("PKCS12")
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
        server.start();
        StubbedService.stub(new WireMock(server));
        return server;
    }

    /** Writes a trust store that contains only the certificate. */
    Path trust(String name, String type) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return write(file.resolveSibling(name), type, keys.getCertificate("server"));
    }

    static Path empty(Path store) throws Exception {
        return write(store, "PKCS12", null);
    }

    private static Path write(Path file, String type, @Nullable Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        if (certificate != null) {
            store.setCertificateEntry("service", certificate);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}
