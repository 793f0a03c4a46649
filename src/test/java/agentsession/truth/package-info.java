/** Random queries, run by the driver and by databases over the same rows. */
@NullMarked
package agentsession.truth;

import org.jspecify.annotations.NullMarked;
