/** HTTP: requests that can be ended at any time, whole bodies or errors, trust, proxies, repetition. */
@NullMarked
package agentsession.http;

import org.jspecify.annotations.NullMarked;
