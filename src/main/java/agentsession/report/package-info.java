/** The report: its columns, log-in windows, criteria and requests. Values and pure functions only. */
@NullMarked
package agentsession.report;

import org.jspecify.annotations.NullMarked;
