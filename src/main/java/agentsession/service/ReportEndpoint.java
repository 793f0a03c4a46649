package agentsession.service;

import agentsession.config.ServiceAddress;
import agentsession.http.TransportFailure;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where one account's reports are asked for.
 *
 * @param base the service, without a slash at the end
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

    /** Where the accounts that a user may see are listed. */
    URI accounts() {
        return URI.create(base + "/api/v1/admin/accounts");
    }

    /** The service in words: host and port. */
    String host() {
        return TransportFailure.host(uri);
    }
}
