/** Inference of the types of query parameters ({@code ?}). */
@NullMarked
package agentsession.query.parameter;

import org.jspecify.annotations.NullMarked;
