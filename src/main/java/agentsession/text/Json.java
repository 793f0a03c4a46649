package agentsession.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** The one mapper of JSON: a mapper is costly to make and safe for use by many threads. */
public final class Json {
    public static final ObjectMapper MAPPER = withSharedBuffers(new ObjectMapper());

    private Json() {}

    /** Reads and writes something, so that what that needs is loaded. */
    public static void load() throws IOException {
        text(MAPPER.readTree("{}"));
    }

    /** The text of a tree; {@code toString} would make another mapper. */
    public static String text(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree has a text", e);
        }
    }

    /**
     * Makes a mapper share its buffers between threads. By default each thread keeps buffers of its own, and with them the
     * class loader of the mapper.
     *
     * @return the same mapper
     */
    public static ObjectMapper withSharedBuffers(ObjectMapper mapper) {
        mapper.getFactory().setRecyclerPool(JsonRecyclerPools.sharedConcurrentDequePool());
        return mapper;
    }
}
