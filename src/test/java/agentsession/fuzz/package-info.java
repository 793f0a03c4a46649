/** The driver and its adapter in the hands of tools that others have made. */
@NullMarked
package agentsession.fuzz;

import org.jspecify.annotations.NullMarked;
