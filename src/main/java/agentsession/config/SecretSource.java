package agentsession.config;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The source of a secret. Two sources are equal if they contain the same secret or name the same file. */
public sealed interface SecretSource {

    /**
     * The current secret.
     *
     * @throws DriverException (28000) if its file cannot be read, (22023) if the content of the file is invalid
     */
    Secret read();

    /** A secret given directly. */
    record Given(Secret read) implements SecretSource {}

    /**
     * A secret in a file, which is read each time since mounted secrets are rotated.
     *
     * @param property the property that names the file
     * @param type the type of the file's content
     */
    record InFile(Path file, ConnectionProperty property, PropertyType<Secret> type) implements SecretSource {
        private static final long MAX_BYTES = 64L * 1024;

        @Override
        public Secret read() {
            String text;
            try {
                if (Files.exists(file) && !Files.isRegularFile(file)) {
                    throw unusable("is not a regular file", null);
                }
                if (Files.size(file) > MAX_BYTES) {
                    throw unusable("is larger than the limit of " + MAX_BYTES + " bytes", null);
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
                    "The file " + InputText.quoted(file.toString()) + " of connection property "
                            + property.propertyName() + " " + why + ".",
                    cause);
        }
    }
}
