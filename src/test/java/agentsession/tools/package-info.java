/** Tests of the driver and the adapter with other software: pools, frameworks, tools. */
@NullMarked
package agentsession.tools;

import org.jspecify.annotations.NullMarked;
