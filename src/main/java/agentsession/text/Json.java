package agentsession.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;

/** Reads and writes JSON. */
public final class Json {
    private static final JsonFactory FACTORY = withSharedBuffers(new JsonFactory());

    private Json() {}

    /** Loaded only when JSON is read: it needs some hundred classes, and a request is only written. */
    private static final class Mapper {
        static final ObjectMapper INSTANCE = new ObjectMapper(FACTORY);
    }

    /** The one mapper of JSON: a mapper is costly to make and safe for use by many threads. */
    public static ObjectMapper mapper() {
        return Mapper.INSTANCE;
    }

    /** Writes a JSON text to {@code target}, which it closes. */
    public static JsonGenerator generator(Writer target) throws IOException {
        return FACTORY.createGenerator(target);
    }

    /** Writes something, so that what that needs is loaded. */
    public static void load() throws IOException {
        try (JsonGenerator json = generator(new StringWriter())) {
            json.writeNull();
        }
    }

    /**
     * Makes a mapper share its buffers between threads. By default each thread keeps buffers of its own, and with them the
     * class loader of the mapper.
     */
    public static void shareBuffers(ObjectMapper mapper) {
        withSharedBuffers(mapper.getFactory());
    }

    private static JsonFactory withSharedBuffers(JsonFactory factory) {
        factory.setRecyclerPool(JsonRecyclerPools.sharedConcurrentDequePool());
        return factory;
    }
}
