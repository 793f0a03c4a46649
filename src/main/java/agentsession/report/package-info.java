/** The model of the report: columns, conditions, login windows, criteria and requests. Values and pure functions only. */
@NullMarked
package agentsession.report;

import org.jspecify.annotations.NullMarked;
