/** The report service of {@code jdbc:agentsession:demo}, on the loopback interface, with generated data. */
@NullMarked
package agentsession.demo;

import org.jspecify.annotations.NullMarked;
