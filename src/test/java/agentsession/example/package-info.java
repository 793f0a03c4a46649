/** Examples: a query from the command line, and tests of those in the manual. */
@NullMarked
package agentsession.example;

import org.jspecify.annotations.NullMarked;
