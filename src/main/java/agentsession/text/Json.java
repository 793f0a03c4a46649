package agentsession.text;

import com.fasterxml.jackson.databind.ObjectMapper;

/** The one mapper of JSON: a mapper is costly to make and safe for use by many threads. */
public final class Json {
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}
}
