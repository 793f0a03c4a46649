/** The types of the parameters ({@code ?}) of a query, inferred from where they stand. */
@NullMarked
package agentsession.query.parameter;

import org.jspecify.annotations.NullMarked;
