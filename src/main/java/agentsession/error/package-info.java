/** Every SQLState the driver emits, the unchecked exception that carries one, and what its message may suggest. */
@NullMarked
package agentsession.error;

import org.jspecify.annotations.NullMarked;
