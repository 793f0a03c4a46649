/** The dialect for Apache Spark's JDBC source, in a jar of its own. */
@NullMarked
package agentsession.spark;

import org.jspecify.annotations.NullMarked;
