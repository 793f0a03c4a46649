/** Every SQLState the driver emits and the unchecked exception that carries one. */
@NullMarked
package agentsession.error;

import org.jspecify.annotations.NullMarked;
