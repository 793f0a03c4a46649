/** Talks to the report service: HTTP, credentials, faults. */
@NullMarked
package agentsession.service;

import org.jspecify.annotations.NullMarked;
