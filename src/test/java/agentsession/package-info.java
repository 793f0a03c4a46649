/** Tests of the whole driver: queries through {@link java.sql.DriverManager} against local services. */
@NullMarked
package agentsession;

import org.jspecify.annotations.NullMarked;
