package agentsession.service;

import agentsession.config.ServiceAddress;
import agentsession.http.TransportFailure;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * The URIs for one account.
 *
 * @param base of the service, without a trailing slash
 * @param uri of the account's reports
 */
record ReportEndpoint(URI base, URI uri, String accountId) {

    static ReportEndpoint of(ServiceAddress.Remote address) {
        String account =
                URLEncoder.encode(address.accountId(), StandardCharsets.UTF_8).replace("+", "%20");
        return new ReportEndpoint(
                address.base(),
                URI.create(address.base() + "/api/v1/admin/accounts/" + account + "/reportsStreaming"),
                address.accountId());
    }

    /** The URI of the list of accounts. */
    URI accounts() {
        return URI.create(base + "/api/v1/admin/accounts");
    }

    /** Host and port of the service, for messages. */
    String host() {
        return TransportFailure.host(uri);
    }
}
