/** A loopback report service with invented data, behind {@code jdbc:agentsession:demo}. */
@NullMarked
package agentsession.demo;

import org.jspecify.annotations.NullMarked;
