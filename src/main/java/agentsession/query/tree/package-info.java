/** Copies and rewrites of the trees that Calcite makes of a query: syntax, expressions and plans. */
@NullMarked
package agentsession.query.tree;

import org.jspecify.annotations.NullMarked;
