package agentsession.query.calcite;

import agentsession.text.Json;
import com.jayway.jsonpath.spi.json.JacksonJsonProvider;

/**
 * Makes the JSON functions share their buffers between threads. Otherwise each thread that calls one keeps buffers, and
 * with them the class loader of the driver, until the JVM lacks memory.
 *
 * <p>Calcite: not reported.
 */
public final class JsonBuffers {
    private JsonBuffers() {}

    /** Changes the mapper that Calcite's functions share. */
    public static void share() {
        Json.withSharedBuffers(new JacksonJsonProvider().getObjectMapper());
    }
}
