/**
 * Window functions: an operator of our own in place of Calcite's, which fails over NULL keys, empty frames and windows
 * over no column, adds months to days, and forgets DISTINCT. The operators, their way into a plan, and their work on the
 * rows.
 */
@NullMarked
package agentsession.query.window;

import org.jspecify.annotations.NullMarked;
