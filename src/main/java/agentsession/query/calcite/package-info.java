/**
 * Workarounds for faults of Calcite, and functions and operators that replace those of Calcite. Each class describes
 * its fault; a test shows it.
 */
@NullMarked
package agentsession.query.calcite;

import org.jspecify.annotations.NullMarked;
