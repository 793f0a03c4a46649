package agentsession.demo;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A team of the invented call centre.
 *
 * @param name what criteria select by; null where there is no team
 * @param dialGroups whose calls it takes; one that stands twice gives twice as many
 * @param weekendPercent of 100 agents, how many work on a Saturday or Sunday
 * @param shiftHours the hours at which its shifts start, by the clock of the centre
 */
record Team(
        @Nullable String name,
        int size,
        String phonePrefix,
        List<String> dialGroups,
        int weekendPercent,
        List<Integer> shiftHours) {
    private static final int WEEKDAY_PERCENT = 88;
    private static final String US = "6505550";

    static final List<Team> ALL = List.of(
            new Team(
                    "Reservations",
                    38,
                    US,
                    List.of("HTL Reservations", "HTL Reservations", "HTL Reservations ES", "HTL Loyalty"),
                    45,
                    List.of(7, 9, 11)),
            new Team("Billing", 24, US, List.of("HTL Billing", "HTL Billing", "Billing & Disputes"), 10, List.of(8)),
            new Team("Sales East", 28, US, List.of("Sales East", "Sales East", "Sales Win-back"), 20, List.of(6, 8)),
            new Team("Support, Tier 2", 30, US, List.of("Support Tier 2", "Support \"VIP\""), 70, List.of(6, 14, 22)),
            new Team(
                    "Kundenservice Süd",
                    18,
                    "+49 89 5550",
                    List.of("Kundenservice DACH", "HTL Reservierung"),
                    15,
                    List.of(0)),
            new Team(null, 12, US, List.of("Overflow", "HTL Reservations", "Sales East"), 25, List.of(10)));

    /** What the report shows. */
    String shownName() {
        return name == null ? "[No Team Name]" : name;
    }

    String dialGroup(SplittableRandom random) {
        return dialGroups.get(random.nextInt(dialGroups.size()));
    }

    /** The hour at which the shift of the team's n-th agent starts. */
    int shiftHour(int agent) {
        return shiftHours.get(agent % shiftHours.size());
    }

    int workingPercent(boolean weekend) {
        return weekend ? weekendPercent : WEEKDAY_PERCENT;
    }
}
