/** Response bytes become typed rows. */
@NullMarked
package agentsession.decode;

import org.jspecify.annotations.NullMarked;
