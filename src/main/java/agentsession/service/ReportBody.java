package agentsession.service;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.function.UnaryOperator;

/**
 * The body of a report, streamed.
 *
 * @param text decompressed; a truncated body is an {@link java.io.IOException}, never an early end
 * @param charset of the text
 * @param redactor replaces the secrets of the request, which a service may quote, in a text of the body
 */
public record ReportBody(InputStream text, Charset charset, UnaryOperator<String> redactor) {}
