/** The memory that queries hold: its limit, and files for the rows beyond it. */
@NullMarked
package agentsession.memory;

import org.jspecify.annotations.NullMarked;
