/** The driver and its adapter in the hands of tools that others have made. */
@NullMarked
package agentsession.tools;

import org.jspecify.annotations.NullMarked;
