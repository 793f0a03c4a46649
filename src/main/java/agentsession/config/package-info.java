/** Connection properties, the JDBC URL, and the settings they amount to. */
@NullMarked
package agentsession.config;

import org.jspecify.annotations.NullMarked;
