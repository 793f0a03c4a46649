/** Support for the syntax of tools and of other databases that Calcite lacks. */
@NullMarked
package agentsession.query.dialect;

import org.jspecify.annotations.NullMarked;
