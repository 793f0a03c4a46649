package agentsession.demo;

/** The values of a session in the columns of the report. */
final class SimulatedColumns {
    private SimulatedColumns() {}

    static void write(SimulatedSession session, RowSink row) {
        Agent agent = session.agent();
        CallCounts calls = session.calls();
        TimeTotals times = session.times();
        int loggedIn = session.loggedIn();

        row.agentId(agent.id());
        row.text(agent.lastName());
        row.text(agent.firstName());
        row.text(agent.username());
        row.text(agent.phone());
        row.time(session.period().login());
        if (session.ended()) {
            row.time(session.period().logout());
        } else {
            row.noTime();
        }
        row.text(session.dialGroup());
        row.count(calls.presented());
        row.count(calls.accepted());
        row.count(calls.manualNoConnect());
        row.count(calls.rna());
        row.count(calls.dispXfers());
        row.percent(percent(calls.dispXfers(), calls.accepted()));
        row.decimal(minutes(times.talk()));
        row.decimal(minutesEach(times.talk(), calls.accepted()));
        row.decimal(minutes(loggedIn));
        row.percent(percent(times.talk(), loggedIn));
        row.decimal(minutes(times.offHook()));
        row.decimal((times.offHook() + 59) / 60 * 100);
        row.percent(percent(times.talk(), times.offHook()));
        row.percent(percent(times.offHook(), loggedIn));
        row.decimal(minutes(times.work()));
        row.decimal(minutes(times.pause()));
        row.decimal(minutes(times.away()));
        row.decimal(minutes(times.lunch()));
        row.decimal(minutes(times.training()));
        row.decimal(minutes(times.pendingDisp()));
        row.decimal(minutesEach(times.pendingDisp(), calls.accepted()));
        row.text(agent.externalId());
        row.count(calls.placedOnHold());
        row.decimal(minutes(times.hold()));
        row.decimal(minutes(times.ring()));
        row.decimal(minutes(times.engaged()));
        row.decimal(minutes(times.rna()));
        row.decimal(minutes(times.available()));
        row.text(agent.team().displayName());
        row.sessionId(session.period().id());
        row.count(calls.monitored());
    }

    /** Hundredths of a minute, rounded. */
    private static int minutes(int seconds) {
        return (seconds * 10 + 3) / 6;
    }

    private static int minutesEach(int seconds, int count) {
        return count == 0 ? 0 : (seconds * 10 + 3 * count) / (6 * count);
    }

    /** Hundredths of a percent, rounded. */
    private static int percent(int part, int whole) {
        return whole == 0 ? 0 : (int) ((part * 10_000L + whole / 2) / whole);
    }
}
