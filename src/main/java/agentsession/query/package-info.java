/** SQL text becomes a prepared plan, a prepared plan becomes a running query. */
@NullMarked
package agentsession.query;

import org.jspecify.annotations.NullMarked;
