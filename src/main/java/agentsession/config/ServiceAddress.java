package agentsession.config;

import java.net.URI;

/** Which service a connection talks to. */
public sealed interface ServiceAddress {

    /**
     * A service somewhere on the network.
     *
     * @param base scheme, host, port and base path, without a slash at the end, such as
     *     {@code https://ringcx.ringcentral.com/voice}
     * @param accountId the account, decoded
     */
    record Remote(URI base, String accountId) implements ServiceAddress {}

    /**
     * The service with invented data that this process starts for the connection.
     *
     * @param seed the invented data is a function of it
     * @param sessions how many sessions it holds; 0 for what a call centre of 150 agents has in 90 days
     */
    record Demo(long seed, long sessions) implements ServiceAddress {}
}
