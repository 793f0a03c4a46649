/** The JDBC surface: driver, connection, statements, result set, metadata. */
@NullMarked
package agentsession.jdbc;

import org.jspecify.annotations.NullMarked;
