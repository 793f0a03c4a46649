package agentsession.query;

import static java.util.stream.Collectors.joining;

import agentsession.concurrent.CancellationToken;
import agentsession.report.ReportColumn;
import agentsession.report.ReportRequest;
import agentsession.service.ReportBody;
import agentsession.service.ReportConsumer;
import agentsession.service.ReportService;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Responds to every request with the same rows and records the requests. */
final class RecordingService implements ReportService {
    private static final String HEADER =
            ReportColumn.ALL.stream().map(ReportColumn::header).collect(joining(",")) + "\r\n";

    private final List<ReportRequest> requests = new CopyOnWriteArrayList<>();
    private final String rows;

    /** A service without sessions. */
    RecordingService() {
        this("");
    }

    /** A service with these lines of CSV. */
    RecordingService(String rows) {
        this.rows = rows;
    }

    List<ReportRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void download(ReportRequest request, ReportConsumer consumer, CancellationToken token) {
        requests.add(request);
        consumer.read(new ReportBody(
                new ByteArrayInputStream((HEADER + rows).getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8,
                UnaryOperator.identity()));
    }

    @Override
    public void close() {}
}
