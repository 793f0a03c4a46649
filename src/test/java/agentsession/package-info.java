/** What spans the rooms: whole queries through {@link java.sql.DriverManager} against loopback services. */
@NullMarked
package agentsession;

import org.jspecify.annotations.NullMarked;
