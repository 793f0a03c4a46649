/** The HTTP client: cancellation, retries, complete bodies or errors, certificates, proxies. */
@NullMarked
package agentsession.http;

import org.jspecify.annotations.NullMarked;
