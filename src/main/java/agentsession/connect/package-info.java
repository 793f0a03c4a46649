/** Selects the service of the settings, which may be the demo. */
@NullMarked
package agentsession.connect;

import org.jspecify.annotations.NullMarked;
