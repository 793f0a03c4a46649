/** From settings to the service they address. */
@NullMarked
package agentsession.connect;

import org.jspecify.annotations.NullMarked;
