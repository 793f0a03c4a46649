/** The SQL functions that plans run in place of Calcite's: Java methods on single values, and what aggregates accumulate. */
@NullMarked
package agentsession.query.function;

import org.jspecify.annotations.NullMarked;
