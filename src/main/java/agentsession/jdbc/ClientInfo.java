package agentsession.jdbc;

import agentsession.error.SqlState;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an application tells of itself. Only its name is used, in the requests to the service. */
final class ClientInfo {
    static final String APPLICATION_NAME = "ApplicationName";
    static final int MAX_LENGTH = 255;

    private final Consumer<String> applicationName;
    private final Warnings warnings;
    private final Properties known = new Properties();

    /** @param applicationName told each new name; an empty one for none */
    ClientInfo(Consumer<String> applicationName, Warnings warnings) {
        this.applicationName = applicationName;
        this.warnings = warnings;
    }

    /** As the specification says, a name that is not known is ignored with a warning. */
    void set(@Nullable String name, @Nullable String value, boolean closed) throws SQLClientInfoException {
        if (closed) {
            throw new SQLClientInfoException("The connection is closed", SqlState.CONNECTION_CLOSED.code(), Map.of());
        }
        if (!APPLICATION_NAME.equalsIgnoreCase(name)) {
            warnings.add("The client info '" + name + "' is not known and was ignored; " + APPLICATION_NAME + " is");
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

    /** All of them: a known name that is not among them is cleared. */
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
