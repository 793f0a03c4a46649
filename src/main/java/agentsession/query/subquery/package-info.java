/**
 * Sub-queries and other correlated parts of a plan. Calcite's own ways, which take a correlated query apart into joins,
 * permute columns, lose rows and fail; here it runs for each row of the query around it, with an index and a memory.
 */
@NullMarked
package agentsession.query.subquery;

import org.jspecify.annotations.NullMarked;
