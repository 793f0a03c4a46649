/** The client of the report service. */
@NullMarked
package agentsession.service;

import org.jspecify.annotations.NullMarked;
