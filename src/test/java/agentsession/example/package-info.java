/** What can be run without writing anything: a query from the command line. */
@NullMarked
package agentsession.example;

import org.jspecify.annotations.NullMarked;
