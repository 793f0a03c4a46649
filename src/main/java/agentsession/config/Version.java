package agentsession.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the driver, as the build stamped it. */
public final class Version {
    private static final String TEXT = read();

    private Version() {}

    /** The whole version, such as {@code 0.1.0}. */
    public static String text() {
        return TEXT;
    }

    /** The number before the first dot. */
    public static int major() {
        return part(0);
    }

    /** The number between the first dot and the second. */
    public static int minor() {
        return part(1);
    }

    private static int part(int index) {
        return Integer.parseInt(TEXT.split("[.-]", -1)[index]);
    }

    private static String read() {
        Properties properties = new Properties();
        try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The driver's jar is damaged: its version cannot be read", e);
        }
        return properties.getProperty("version", "");
    }
}
