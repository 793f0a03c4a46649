package agentsession.query;

import static java.util.stream.Collectors.joining;

import agentsession.error.DriverException;
import agentsession.report.ReportColumn;
import agentsession.report.ReportRequest;
import agentsession.service.ReportCall;
import agentsession.service.ReportService;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers every request with the same rows and remembers what was asked. */
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
    public ReportCall call(ReportRequest request) {
        return new ReportCall() {
            @Override
            public InputStream open() {
                requests.add(request);
                return new ByteArrayInputStream((HEADER + rows).getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public Charset charset() {
                return StandardCharsets.UTF_8;
            }

            @Override
            public void retry(DriverException failure, Duration left) {
                throw failure;
            }

            @Override
            public String redact(String text) {
                return text;
            }

            @Override
            public void abort() {}

            @Override
            public void close(long rows) {}
        };
    }

    @Override
    public void close() {}
}
