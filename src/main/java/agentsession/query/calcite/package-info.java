/**
 * What Calcite answers otherwise than a database: workarounds for its faults, and functions and operators of our own in
 * place of its. Each names the fault; each has a test that compares with a database.
 */
@NullMarked
package agentsession.query.calcite;

import org.jspecify.annotations.NullMarked;
