/** Connection properties, the JDBC URL, and the connection settings read from both. */
@NullMarked
package agentsession.config;

import org.jspecify.annotations.NullMarked;
