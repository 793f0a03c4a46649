package agentsession.demo;

import agentsession.report.ReportColumn;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a row of the report.
 *
 * @param login the log-in to the second, which the report truncates to the minute
 * @param logout the log-out to the second; null while still logged in
 * @param values the values in the order of {@link ReportColumn#ALL}, of the classes of
 *     {@link agentsession.report.ColumnType}
 */
public record DemoRow(Instant login, @Nullable Instant logout, List<@Nullable Object> values) {

    public @Nullable Object value(ReportColumn column) {
        return values.get(ReportColumn.ALL.indexOf(column));
    }

    static DemoRow of(SimulatedSession session, ZoneId zone) {
        Values values = new Values(zone);
        SimulatedColumns.write(session, values);
        LoginPeriod period = session.period();
        return new DemoRow(
                Instant.ofEpochSecond(period.login()),
                session.ended() ? Instant.ofEpochSecond(period.logout()) : null,
                Collections.unmodifiableList(Arrays.asList(values.cells)));
    }

    private static final class Values implements RowSink {
        private final ZoneClock clock;
        private final @Nullable Object[] cells = new @Nullable Object[ReportColumn.ALL.size()];
        private int size;

        Values(ZoneId zone) {
            clock = new ZoneClock(zone);
        }

        private void add(@Nullable Object value) {
            cells[size++] = value;
        }

        @Override
        public void agentId(int value) {
            add(value);
        }

        @Override
        public void sessionId(long value) {
            add(value);
        }

        @Override
        public void count(int value) {
            add(value);
        }

        @Override
        public void decimal(int hundredths) {
            add(BigDecimal.valueOf(hundredths, 2));
        }

        @Override
        public void percent(int hundredths) {
            add(BigDecimal.valueOf(hundredths, 2));
        }

        @Override
        public void text(@Nullable String value) {
            add(value);
        }

        @Override
        public void time(long epochSecond) {
            add(Math.floorDiv(clock.localSecond(epochSecond), 60L) * 60_000L);
        }

        @Override
        public void noTime() {
            add(null);
        }
    }
}
