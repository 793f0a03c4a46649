/** The Calcite adapter: schema, table, scan, rules, and the translation of filters to conditions. */
@NullMarked
package agentsession.adapter;

import org.jspecify.annotations.NullMarked;
