/** Random queries, answered by the driver and by real databases over the same rows. */
@NullMarked
package agentsession.truth;

import org.jspecify.annotations.NullMarked;
