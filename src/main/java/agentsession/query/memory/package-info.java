/** Operators that hold rows, within the limit of memory, in place of Calcite's. */
@NullMarked
package agentsession.query.memory;

import org.jspecify.annotations.NullMarked;
