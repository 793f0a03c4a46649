package agentsession.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.adapter.AgentSessionTable;
import agentsession.adapter.ScanSettings;
import agentsession.error.DriverException;
import agentsession.query.PreparedQuery;
import agentsession.query.QueryEngine;
import agentsession.query.RunningQuery;
import agentsession.report.PushDown;
import agentsession.report.ReportFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.Test;

/** Whatever a condition says of a time, the service is asked for each row for which it is true. */
final class PushDownFuzzIT {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Clock NOW = Clock.fixed(Instant.parse("2025-04-30T10:00:30Z"), ZONE);
    private static final Period LOOKBACK = Period.ofYears(30);

    private final List<String> times = TimeConditions.times();
    private final SessionsAt service = new SessionsAt(times);
    private final QueryEngine pushing = engine(PushDown.ALL);
    private final QueryEngine plain = engine(PushDown.NONE);

    @Test
    void eachRowForWhichAConditionOnATimeIsTrueIsAskedFor() {
        AtomicInteger tries = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger narrowed = new AtomicInteger();

        Fuzz.each(300, conditions(), condition -> {
            tries.incrementAndGet();
            List<Object> rows;
            int sent = service.sent();
            try {
                rows = rows(pushing, condition);
            } catch (DriverException e) {
                refused.incrementAndGet(); if (Boolean.getBoolean("dbg")) System.err.println("REF " + e.getMessage() + " <<< " + condition);
                return;
            }
            if (service.sent() - sent < times.size() * 3 / 4) {
                narrowed.incrementAndGet();
            }
            List<Object> expected;
            try {
                expected = rows(plain, condition);
            } catch (DriverException e) {
                return; // a row that the service leaves out can be one that the query fails on
            }
            if (Boolean.getBoolean("dbg")) { if (!rows.equals(expected)) System.err.println("DIFF " + rows.size() + " " + expected.size() + " " + condition); return; }
            assertThat(rows).isEqualTo(expected);
        });

        System.err.println("TOTAL " + tries + " refused " + refused + " narrowed " + narrowed);
        assertThat(refused.get()).as("refused of %s", tries).isLessThan(tries.get() / 4);
        assertThat(narrowed.get()).as("narrowed of %s", tries).isGreaterThan(tries.get() / 4);
    }

    private Arbitrary<String> conditions() {
        return Arbitraries.randomValue(random -> new TimeConditions(random, times).condition());
    }

    private QueryEngine engine(PushDown pushDown) {
        return new QueryEngine(
                new AgentSessionTable(service, new ScanSettings(ZONE, pushDown, LOOKBACK, ReportFormat.CSV)),
                NOW,
                "standard,postgresql,mysql,mssql,oracle,bigquery");
    }

    private static List<Object> rows(QueryEngine engine, String condition) {
        PreparedQuery query = engine.prepare("SELECT LOGIN_SESSION_ID FROM AGENT_SESSION WHERE " + condition);
        List<Object> rows = new ArrayList<>();
        try (RunningQuery running = query.start(List.of(), 0, Duration.ZERO)) {
            while (running.next()) {
                rows.add(running.value(0));
            }
        }
        return rows;
    }
}
