/** Planning and execution of queries. */
@NullMarked
package agentsession.query;

import org.jspecify.annotations.NullMarked;
