package agentsession.text;

import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The one mapper of JSON: a mapper is costly to make and safe for use by many threads. */
public final class Json {
    public static final ObjectMapper MAPPER = withSharedBuffers(new ObjectMapper());

    private Json() {}

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
