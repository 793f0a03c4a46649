/**
 * Sub-queries and other correlated parts of a plan. Calcite's decorrelation permutes columns, loses rows and fails, so a
 * correlated query is executed for each row of the outer query, with an index and a cache.
 */
@NullMarked
package agentsession.query.subquery;

import org.jspecify.annotations.NullMarked;
