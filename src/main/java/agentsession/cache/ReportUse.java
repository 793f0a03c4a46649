package agentsession.cache;

import agentsession.report.ReportRequest;
import java.time.Instant;

/**
 * A request for a report, and what it was used for.
 *
 * @param askedAt when the query asked for it; it is sent when the rate limit allows
 * @param status {@code waiting}, {@code running}, {@code complete}, {@code cancelled}, or the SQLState of a failure
 * @param rows the number of rows received so far
 * @param bytes of the last response that has ended, before decompression
 * @param millis from the request to the end of the report, or until now
 * @param retries the number of earlier attempts
 * @param answers how often the rows were read again by this or another query, instead of a further request
 * @param held whether it may answer further ones
 */
public record ReportUse(
        Instant askedAt,
        ReportRequest request,
        String status,
        long rows,
        long bytes,
        long millis,
        int retries,
        long answers,
        boolean held) {}
