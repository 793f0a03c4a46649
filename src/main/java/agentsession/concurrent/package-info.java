/** Cancellation and timeouts, from a statement down to the socket. */
@NullMarked
package agentsession.concurrent;

import org.jspecify.annotations.NullMarked;
