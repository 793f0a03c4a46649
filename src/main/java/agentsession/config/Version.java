package agentsession.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the driver, from a resource that the build writes. */
public final class Version {
    private static final String VERSION = read();

    private Version() {}

    /** The full version, such as {@code 0.1.0}. */
    public static String text() {
        return VERSION;
    }

    /** The major version. */
    public static int major() {
        return part(0);
    }

    /** The minor version. */
    public static int minor() {
        return part(1);
    }

    private static int part(int index) {
        return Integer.parseInt(VERSION.split("[.-]", -1)[index]);
    }

    private static String read() {
        Properties properties = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The driver's jar is damaged: the version cannot be read", e);
        }
        return properties.getProperty("version", "");
    }
}
