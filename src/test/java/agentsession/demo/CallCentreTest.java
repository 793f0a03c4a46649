package agentsession.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallCentreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T18:00:00Z");

    @Test
    void theSameSeedTimeAndSizeGenerateTheSameSessions() {
        assertThat(sessions(7, NOW, 0)).isEqualTo(sessions(7, NOW, 0));
        assertThat(sessions(7, NOW, 5_000)).isEqualTo(sessions(7, NOW, 5_000));
    }

    @Test
    void anotherSeedGeneratesAnotherCallCentre() {
        assertThat(sessions(7, NOW, 0)).isNotEqualTo(sessions(8, NOW, 0));
        assertThat(sessions(7, NOW, 5_000)).doesNotContainAnyElementsOf(sessions(8, NOW, 5_000));
    }

    @Test
    void endedSessionsDoNotChangeLater() {
        List<SimulatedSession> earlier =
                sessions(1, NOW, 0).stream().filter(SimulatedSession::ended).toList();
        Set<SimulatedSession> later = Set.copyOf(sessions(1, NOW.plus(Duration.ofHours(5)), 0));
        Instant stillInTheWindow = NOW.minus(Duration.ofDays(90)).plus(Duration.ofHours(5));
        assertThat(earlier.stream()
                        .filter(session -> session.period().login() >= stillInTheWindow.getEpochSecond())
                        .filter(session -> !later.contains(session)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 40_000})
    void sessionsAreNumberedByLoginWithinNinetyDaysAndHaveDistinctIds(long size) {
        List<SimulatedSession> sessions = sessions(3, NOW, size);
        assertThat(sessions)
                .isSortedAccordingTo(
                        (a, b) -> Long.compare(a.period().login(), b.period().login()));
        assertThat(sessions)
                .allSatisfy(session -> assertThat(session.period().login())
                        .isBetween(NOW.minus(Duration.ofDays(90)).getEpochSecond(), NOW.getEpochSecond()));
        assertThat(sessions.stream().map(session -> session.period().id())).doesNotHaveDuplicates();
        if (size > 0) {
            assertThat(sessions).hasSize((int) size);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 40_000})
    void timesOfASessionAddUp(long size) {
        assertThat(sessions(5, NOW, size)).isNotEmpty().allSatisfy(session -> {
            TimeTotals times = session.times();
            CallCounts calls = session.calls();
            assertThat(times.hold()).isBetween(0, times.talk());
            assertThat(times.talk()).isBetween(0, times.offHook());
            assertThat(times.engaged()).isBetween(times.talk(), times.offHook());
            assertThat(times.offHook()).isBetween(0, session.loggedIn());
            assertThat(session.loggedIn()).isBetween(0, LoginPeriod.MAX_LENGTH + 600);
            assertThat(times.available()).isNotNegative();
            if (!times.equals(TimeTotals.NONE)) {
                assertThat(times.talk()
                                + times.work()
                                + times.pendingDisp()
                                + times.ring()
                                + times.rna()
                                + times.available()
                                + times.pause()
                                + times.away()
                                + times.lunch()
                                + times.training())
                        .isEqualTo(session.loggedIn());
            }
            assertThat(calls.presented()).isGreaterThanOrEqualTo(calls.accepted() + calls.rna());
            assertThat(calls.dispXfers()).isLessThanOrEqualTo(calls.accepted());
        });
    }

    @Test
    void theDefaultDataResemblesACallCentre() {
        CallCentre centre = new CallCentre(1, NOW, 0);
        List<SimulatedSession> sessions = all(centre).toList();
        assertThat(centre.agents()).hasSize(150);
        assertThat(centre.agents().stream().map(Agent::id)).doesNotHaveDuplicates();
        assertThat(sessions.size()).isBetween(10_000, 25_000);
        assertThat(sessions.stream().map(session -> session.agent().team().displayName()))
                .contains("[No Team Name]", "Kundenservice Süd", "Support, Tier 2");
        assertThat(sessions.stream()
                        .map(session -> session.agent().team().displayName())
                        .distinct())
                .hasSize(6);
        assertThat(sessions.stream()
                        .map(SimulatedSession::dialGroup)
                        .filter(Objects::nonNull)
                        .filter(group -> group.startsWith("HTL"))
                        .distinct())
                .hasSizeGreaterThan(3);
        assertThat(sessions).anyMatch(session -> session.dialGroup() == null);
        assertThat(centre.agents()).anyMatch(agent -> agent.externalId() == null);
        assertThat(centre.agents().stream().map(Agent::lastName)).contains("O'Brien", "Smith, Jr.", "Müller");
        assertThat(sessions).anyMatch(session -> session.loggedIn() > 1_000 * 60);
    }

    @Test
    void agentsWorkOneToThreeSessionsOnSomeDaysAndFewerAtWeekends() {
        List<SimulatedSession> sessions = sessions(1, NOW, 0);
        // The ID of a session divided by four is the same for all sessions of an agent on a day.
        assertThat(sessions.stream()
                        .collect(Collectors.groupingBy(
                                session -> session.period().id() / 4, Collectors.counting()))
                        .values())
                .contains(1L, 2L, 3L)
                .allMatch(count -> count <= 3);
        long weekends = sessions.stream()
                .filter(session -> CallCentreClock.isWeekend(
                        CallCentreClock.day(session.period().login())))
                .count();
        assertThat(weekends).isBetween(1L, sessions.size() / 5L);
        long agentDays = sessions.stream()
                .map(session -> session.period().id() / 4)
                .distinct()
                .count();
        assertThat(agentDays).isLessThan(150 * 90);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-11-23T18:00:00Z", "2026-11-22T09:00:00Z", "2026-03-08T10:00:00Z", "2027-01-01T04:30:00Z"})
    void someAgentsAreLoggedInAtAnyTime(String now) {
        List<SimulatedSession> open = sessions(1, Instant.parse(now), 0).stream()
                .filter(session -> !session.ended())
                .toList();
        assertThat(open)
                .isNotEmpty()
                .allSatisfy(session -> assertThat(session.period().login() + session.loggedIn())
                        .isEqualTo(Instant.parse(now).getEpochSecond()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 30_000})
    void firstFromFindsTheFirstLoginAtASecondOrAfter(long size) {
        Schedule schedule = new CallCentre(1, NOW, size).schedule();
        for (long number = 0; number < schedule.size(); number += 997) {
            long login = schedule.period(number).login();
            long first = schedule.firstFrom(login);
            assertThat(schedule.period(first).login()).isEqualTo(login);
            assertThat(first == 0 || schedule.period(first - 1).login() < login).isTrue();
        }
        assertThat(schedule.firstFrom(0)).isZero();
        assertThat(schedule.firstFrom(NOW.getEpochSecond() + 1)).isEqualTo(schedule.size());
    }

    private static List<SimulatedSession> sessions(long seed, Instant now, long size) {
        return all(new CallCentre(seed, now, size)).toList();
    }

    private static Stream<SimulatedSession> all(CallCentre centre) {
        return LongStream.range(0, centre.schedule().size())
                .mapToObj(number -> centre.session(centre.schedule().period(number)));
    }
}
