/** The Calcite adapter: schema, table, scan, rules, and the way from a filter to a condition. */
@NullMarked
package agentsession.adapter;

import org.jspecify.annotations.NullMarked;
