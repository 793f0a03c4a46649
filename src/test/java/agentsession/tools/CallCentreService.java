package agentsession.tools;

import agentsession.demo.DemoOptions;
import agentsession.demo.ObservedDemo;
import agentsession.demo.RequestedCriteria;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A demo service that requires a token, with a fixed clock, and its URL. */
record CallCentreService(ObservedDemo service) implements AutoCloseable {
    static final String TOKEN = "a-token-of-the-centre";

    private static final Instant NOW = Instant.parse("2026-11-20T18:00:30Z");

    static CallCentreService open() {
        return new CallCentreService(ObservedDemo.start(DemoOptions.builder()
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .sessions(2_000)
                .accessToken(TOKEN)
                .build()));
    }

    /** Without the token. */
    String url() {
        return "jdbc:agentsession:" + service.baseUri().getSchemeSpecificPart() + "/" + service.accountId()
                + "?tls=false&cacheMaxAge=PT0S&timeZone=US/Arizona&now=" + NOW;
    }

    /** The criteria of the last report. */
    RequestedCriteria lastCriteria() {
        RequestedCriteria criteria = service.requests().lastReport().criteria();
        if (criteria == null) {
            throw new IllegalStateException("The report has no criteria");
        }
        return criteria;
    }

    @Override
    public void close() {
        service.close();
    }
}
