package agentsession.jdbc;

import agentsession.error.SqlState;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The client info properties. Only {@code ApplicationName} is supported; requests to the service contain it. */
final class ClientInfo {
    static final String APPLICATION_NAME = "ApplicationName";
    static final int MAX_LENGTH = 255;

    private final Consumer<String> applicationName;
    private final Warnings warnings;
    private final Properties known = new Properties();

    /** @param applicationName receives each new name, which may be empty */
    ClientInfo(Consumer<String> applicationName, Warnings warnings) {
        this.applicationName = applicationName;
        this.warnings = warnings;
    }

    /** Ignores an unknown name with a warning, as the specification requires. */
    void set(@Nullable String name, @Nullable String value, boolean closed) throws SQLClientInfoException {
        if (closed) {
            throw new SQLClientInfoException("The connection is closed", SqlState.CONNECTION_CLOSED.code(), Map.of());
        }
        if (!APPLICATION_NAME.equalsIgnoreCase(name)) {
            warnings.add("The unknown client info property '" + name + "' was ignored; only " + APPLICATION_NAME
                    + " is supported");
            return;
        }
        String text = value == null ? "" : value;
        try {
            SqlExceptions.run(() -> applicationName.accept(text));
        } catch (SQLException e) {
            throw new SQLClientInfoException(e.getMessage(), e.getSQLState(), Map.of(), e);
        }
        if (text.isEmpty()) {
            known.remove(APPLICATION_NAME);
        } else {
            known.setProperty(APPLICATION_NAME, text);
        }
    }

    /** Replaces all properties: a property that is missing is cleared. */
    void setAll(@Nullable Properties properties, boolean closed) throws SQLClientInfoException {
        set(APPLICATION_NAME, null, closed);
        if (properties == null) {
            return;
        }
        for (String name : properties.stringPropertyNames()) {
            set(name, properties.getProperty(name), closed);
        }
    }

    @Nullable
    String get(@Nullable String name) {
        return APPLICATION_NAME.equalsIgnoreCase(name) ? known.getProperty(APPLICATION_NAME) : null;
    }

    Properties all() {
        Properties copy = new Properties();
        copy.putAll(known);
        return copy;
    }
}
