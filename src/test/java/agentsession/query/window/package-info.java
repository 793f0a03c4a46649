/** Tests of the window functions. */
@NullMarked
package agentsession.query.window;

import org.jspecify.annotations.NullMarked;
