package agentsession.demo;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A team of the call centre.
 *
 * @param name the name in criteria; null for agents without a team
 * @param dialGroups the dial groups of its sessions; a duplicate is twice as frequent
 * @param weekendPercent the percentage of agents who work on a Saturday or Sunday
 * @param shiftHours the hours at which its shifts start, in the time zone of the call centre
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

    /** The name in the report. */
    String displayName() {
        return name == null ? "[No Team Name]" : name;
    }

    String dialGroup(SplittableRandom random) {
        return dialGroups.get(random.nextInt(dialGroups.size()));
    }

    /** The hour at which the shift of an agent starts. */
    int shiftHour(int agent) {
        return shiftHours.get(agent % shiftHours.size());
    }

    int workingPercent(boolean weekend) {
        return weekend ? weekendPercent : WEEKDAY_PERCENT;
    }
}
