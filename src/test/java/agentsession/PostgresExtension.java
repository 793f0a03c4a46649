package agentsession;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** A PostgreSQL server for all tests of a JVM, with an empty database for each class that registers the extension. */
public final class PostgresExtension implements BeforeAllCallback, AfterAllCallback {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private @Nullable DataSource database;
    private @Nullable Connection connection;

    /** Starts a server whose strings compare by code points, as the driver's do. */
    public static EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start();
    }

    /** The database of the class. */
    public DataSource database() {
        return Objects.requireNonNull(database, "not started");
    }

    /** A connection to it, closed after the tests of the class. */
    public Connection connection() {
        return Objects.requireNonNull(connection, "not started");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        EmbeddedPostgres server = context.getStore(
                        StoreScope.LAUNCHER_SESSION, Namespace.create(PostgresExtension.class))
                .getOrComputeIfAbsent("server", key -> startUnchecked(), EmbeddedPostgres.class);
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection admin = server.getPostgresDatabase().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        database = server.getDatabase("postgres", name);
        connection = database.getConnection();
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        connection().close();
    }

    private static EmbeddedPostgres startUnchecked() {
        try {
            return start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
