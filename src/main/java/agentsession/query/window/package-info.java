/**
 * Window functions: syntax, planning and evaluation. The operator replaces that of Calcite, which fails for NULL keys, empty
 * frames and windows without columns, computes wrong months, and ignores DISTINCT.
 */
@NullMarked
package agentsession.query.window;

import org.jspecify.annotations.NullMarked;
