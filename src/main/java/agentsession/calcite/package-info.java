/** The schema factory for programs that use a Calcite of their own. */
@NullMarked
package agentsession.calcite;

import org.jspecify.annotations.NullMarked;
