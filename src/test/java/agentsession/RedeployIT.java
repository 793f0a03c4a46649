package agentsession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver as part of an application that a server starts and stops, while the threads of the server live on. */
final class RedeployIT {
    private static final int DEPLOYMENTS = Soak.size(2, 10);
    private static final int WORKERS = 2;
    private static final String ROWS_AND_STATES =
            "7 86 720 3 3 2 1 4 42601 42703 22007 22000 22012 1000 HYT00 08001 08001 22023 ";
    /** The HTTP client of the JDK looks every three seconds whether it is still used. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private static Path application;

    @AutoClose("shutdownNow")
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);

    @BeforeAll
    static void copyTheApplication() throws IOException {
        String directory = RedeployedClient.class.getPackageName().replace('.', '/');
        Path classes = Files.createDirectories(application.resolve(directory));
        for (Class<?> type : List.of(RedeployedClient.class, RedeployedClient.Attempt.class)) {
            String file = type.getName().substring(type.getPackageName().length() + 1) + ".class";
            try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
                Files.copy(in, classes.resolve(file));
            }
        }
    }

    @Test
    void theClassLoadersOfStoppedApplicationsAreCollected() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < DEPLOYMENTS; i++) {
            loaders.add(deployed());
        }

        await().atMost(LIMIT).untilAsserted(() -> {
            System.gc();
            assertThat(loaders.stream().filter(loader -> loader.get() != null)).isEmpty();
        });
    }

    /** Starts the application, uses it in all workers, stops it, and returns its class loader. */
    private WeakReference<ClassLoader> deployed() throws Exception {
        URL[] urls = {
            Path.of(System.getProperty("oneJar")).toUri().toURL(),
            application.toUri().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            Class<?> client = loader.loadClass(RedeployedClient.class.getName());
            Callable<?> task = (Callable<?>) client.getConstructor().newInstance();
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                results.add(workers.submit(() -> inLoader(loader, task)));
            }
            for (Future<?> result : results) {
                assertThat(result.get()).isEqualTo(ROWS_AND_STATES);
            }
            client.getMethod("deregister").invoke(null);
            return new WeakReference<>(loader);
        }
    }

    /** Runs a task as a server does, which sets the class loader of the application for each request. */
    private static Object inLoader(ClassLoader loader, Callable<?> task) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader outer = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return task.call();
        } finally {
            thread.setContextClassLoader(outer);
        }
    }
}
