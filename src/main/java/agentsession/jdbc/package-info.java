/** The implementation of JDBC: driver, connection, statements, result set, metadata. */
@NullMarked
package agentsession.jdbc;

import org.jspecify.annotations.NullMarked;
