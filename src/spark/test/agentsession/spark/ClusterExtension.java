package agentsession.spark;

import java.io.IOException;
import java.net.URISyntaxException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Passes the cluster and the service to tests. They start before the first test that needs them, and end after the last. */
final class ClusterExtension implements ParameterResolver {
    static final int SESSIONS = 4_000;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Cluster.class || type == Service.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Processes processes = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Processes.class, key -> Processes.start(), Processes.class);
        return parameter.getParameter().getType() == Cluster.class ? processes.cluster : processes.service;
    }

    /** JUnit closes it with the store that it is in. */
    private record Processes(Cluster cluster, Service service) implements AutoCloseable {
        static Processes start() {
            try {
                return new Processes(new Cluster(), new Service(SESSIONS));
            } catch (IOException | URISyntaxException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() throws IOException {
            service.close();
            cluster.close();
        }
    }
}
