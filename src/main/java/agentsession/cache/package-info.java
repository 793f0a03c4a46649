/** Downloads of reports, kept in temporary files for further queries. */
@NullMarked
package agentsession.cache;

import org.jspecify.annotations.NullMarked;
