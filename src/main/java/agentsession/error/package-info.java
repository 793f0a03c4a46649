/** The SQLStates of the driver, the unchecked exception that has one, and suggestions for its message. */
@NullMarked
package agentsession.error;

import org.jspecify.annotations.NullMarked;
