/** The rows of downloaded reports, by column in temporary files. */
@NullMarked
package agentsession.cache.store;

import org.jspecify.annotations.NullMarked;
