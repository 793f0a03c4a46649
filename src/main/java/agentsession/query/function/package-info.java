/** SQL functions that replace Calcite's: Java methods on single values, and the accumulators of aggregates. */
@NullMarked
package agentsession.query.function;

import org.jspecify.annotations.NullMarked;
