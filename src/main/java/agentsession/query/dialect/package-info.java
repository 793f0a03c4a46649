/** What tools and other databases spell otherwise than Calcite. */
@NullMarked
package agentsession.query.dialect;

import org.jspecify.annotations.NullMarked;
