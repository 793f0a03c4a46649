package agentsession.service;

import agentsession.config.ServiceAddress;
import agentsession.http.TransportFailure;
import agentsession.text.PercentEncoding;
import java.net.URI;

/**
 * The URIs for one account.
 *
 * @param base of the service, without a trailing slash
 * @param uri of the account's reports
 */
record ReportEndpoint(URI base, URI uri, String accountId) {

    static ReportEndpoint of(ServiceAddress.Remote address) {
        return new ReportEndpoint(
                address.base(),
                URI.create(address.base() + "/api/v1/admin/accounts/" + PercentEncoding.segment(address.accountId())
                        + "/reportsStreaming"),
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
