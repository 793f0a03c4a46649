package agentsession.demo;

import java.io.IOException;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A {@link DemoService} that logs requests and can pause responses. */
public final class ObservedDemo implements AutoCloseable {
    private final RequestLog requests = new RequestLog();
    private final Gate gate = new Gate();
    private final CallCentre centre;
    private final String basePath;
    private final DemoService service;

    private ObservedDemo(DemoOptions options) {
        DemoSettings settings = options.settings;
        centre = new CallCentre(settings.seed(), settings.clock().instant(), settings.sessions());
        basePath = options.basePath;
        RequestLogFilter log = new RequestLogFilter(requests);
        TokenFilter tokens = new TokenFilter(
                options.accessToken, options.apiToken, settings.clock().instant());
        service = DemoService.start(settings, List.of(log, tokens), () -> {
            LoggedRequest logged = RequestLogFilter.current();
            logged.parseCriteria();
            return new Observer(logged, gate);
        });
    }

    public static ObservedDemo start(DemoOptions options) {
        return new ObservedDemo(options);
    }

    /** The base URI, to which {@code /api} is appended, such as {@code http://127.0.0.1:40123/voice}. */
    public URI baseUri() {
        return URI.create(service.baseUri() + basePath);
    }

    /** An existing account. */
    public String accountId() {
        return service.accountId();
    }

    public RequestLog requests() {
        return requests;
    }

    public Gate gate() {
        return gate;
    }

    /** The number of sessions. */
    public long size() {
        return centre.schedule().size();
    }

    /** All rows in the order of their log-in, generated lazily. */
    public Stream<DemoRow> rows(ZoneId zone) {
        return LongStream.range(0, size())
                .mapToObj(number -> DemoRow.of(centre.session(centre.schedule().period(number)), zone));
    }

    /** Stops immediately and aborts responses. Idempotent. */
    @Override
    public void close() {
        gate.close();
        service.close();
    }

    private record Observer(LoggedRequest logged, Gate gate) implements ReportObserver {
        @Override
        public void sent(long rows, long sessionsExamined) {
            logged.progress(rows, sessionsExamined);
        }

        @Override
        public boolean pausesAfter(long rows) {
            return gate.stopsAfter(rows);
        }

        @Override
        public void pause(long rows) throws IOException {
            gate.pass(rows);
        }
    }
}
