/** Random SQL, conditions, URLs and responses. */
@NullMarked
package agentsession.fuzz;

import org.jspecify.annotations.NullMarked;
