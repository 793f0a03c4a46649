package agentsession.config;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a secret comes from. Two are equal if they hold the same secret, or name the same file. */
public sealed interface SecretSource {

    /**
     * The secret as of now.
     *
     * @throws DriverException (28000) if its file cannot be read, (22023) if what that holds cannot be such a secret
     */
    Secret read();

    /** A secret that was given itself. */
    record Given(Secret read) implements SecretSource {}

    /**
     * A secret in a file, read anew each time: whoever mounts secrets may change them.
     *
     * @param property the one that names the file
     * @param type what the file's text has to be
     */
    record InFile(Path file, ConnectionProperty property, PropertyType<Secret> type) implements SecretSource {
        private static final long LONGEST = 64L * 1024;

        @Override
        public Secret read() {
            String text;
            try {
                if (Files.size(file) > LONGEST) {
                    throw unusable("is longer than the " + LONGEST + " bytes that a secret may have", null);
                }
                text = Files.readString(file, StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw unusable("cannot be read: " + e.getClass().getSimpleName(), e);
            }
            if (text.isBlank()) {
                throw unusable("is empty", null);
            }
            return type.read(property, text);
        }

        private DriverException unusable(String why, @Nullable IOException cause) {
            return new DriverException(
                    SqlState.INVALID_AUTHORIZATION,
                    "The file " + Texts.quoted(file.toString()) + " that connection property " + property.propertyName()
                            + " names " + why + ".",
                    cause);
        }
    }
}
