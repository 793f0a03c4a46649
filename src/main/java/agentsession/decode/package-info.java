/** Decodes response bodies to typed rows. */
@NullMarked
package agentsession.decode;

import org.jspecify.annotations.NullMarked;
