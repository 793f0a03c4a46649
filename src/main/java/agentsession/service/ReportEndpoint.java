package agentsession.service;

import agentsession.config.ServiceAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where one account's reports are asked for. */
record ReportEndpoint(URI uri, String accountId) {

    static ReportEndpoint of(ServiceAddress.Remote address) {
        String account =
                URLEncoder.encode(address.accountId(), StandardCharsets.UTF_8).replace("+", "%20");
        return new ReportEndpoint(
                URI.create(address.base() + "/api/v1/admin/accounts/" + account + "/reportsStreaming"),
                address.accountId());
    }

    /** The service in words: host and port. */
    String host() {
        return host(uri);
    }

    static String host(URI uri) {
        int port = uri.getPort();
        if (port < 0) {
            port = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        }
        return uri.getHost() + ":" + port;
    }
}
