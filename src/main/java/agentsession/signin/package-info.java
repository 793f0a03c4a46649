/** Sign-in flows, and tokens shared by connections with equal credentials. */
@NullMarked
package agentsession.signin;

import org.jspecify.annotations.NullMarked;
