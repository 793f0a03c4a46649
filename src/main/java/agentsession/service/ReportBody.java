package agentsession.service;

import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.function.UnaryOperator;

/**
 * The body of a report, arriving as it is read.
 *
 * @param text decompressed; a body cut short is an {@link java.io.IOException}, never an early end
 * @param charset of the text
 * @param redactor removes the secrets of the request, which a service may quote, from a text of the body
 */
public record ReportBody(InputStream text, Charset charset, UnaryOperator<String> redactor) {}
