/** Copying and rewriting of syntax trees, expressions and plans. */
@NullMarked
package agentsession.query.tree;

import org.jspecify.annotations.NullMarked;
