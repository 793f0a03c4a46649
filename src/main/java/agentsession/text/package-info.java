/** JSON, percent-encoding, and the truncation of displayed text. */
@NullMarked
package agentsession.text;

import org.jspecify.annotations.NullMarked;
