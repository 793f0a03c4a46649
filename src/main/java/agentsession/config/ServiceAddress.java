package agentsession.config;

import java.net.URI;

/** The service of a connection. */
public sealed interface ServiceAddress {

    /**
     * A service on the network.
     *
     * @param base scheme, host, port and base path, without a trailing slash, such as
     *     {@code https://ringcx.ringcentral.com/voice}
     * @param accountId decoded
     */
    record Remote(URI base, String accountId) implements ServiceAddress {}

    /**
     * The demo service, which this process starts for the connection.
     *
     * @param seed the seed of the generated data
     * @param sessions the number of sessions; 0 for those of 150 agents in 90 days
     */
    record Demo(long seed, long sessions) implements ServiceAddress {}
}
