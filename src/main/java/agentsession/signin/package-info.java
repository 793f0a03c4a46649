/** Signing in: from credentials to what a request carries, shared by all connections that sign in alike. */
@NullMarked
package agentsession.signin;

import org.jspecify.annotations.NullMarked;
