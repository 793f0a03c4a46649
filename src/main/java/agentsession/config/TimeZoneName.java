package agentsession.config;

import agentsession.error.ClosestNames;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time zone names that the report service accepts: those of the tz database. A fixed offset is replaced by the zone
 * of the database that has it all year, since a request contains a name.
 */
final class TimeZoneName {
    private static final Pattern OFFSET =
            Pattern.compile("(?:UTC|GMT|UT)? ?([+-])(\\d{1,2})(?::?([0-5]\\d))?", Pattern.CASE_INSENSITIVE);

    /** Abbreviations that the tz database defines as fixed offsets; not every JVM lists them. */
    private static final Map<String, String> ABBREVIATIONS = Map.of("EST", "-05:00", "MST", "-07:00", "HST", "-10:00");

    /** Zones that have an offset of other than whole hours all year. */
    private static final Map<String, String> FRACTIONAL_OFFSETS = Map.of(
            "-09:30", "Pacific/Marquesas",
            "+03:30", "Asia/Tehran",
            "+04:30", "Asia/Kabul",
            "+05:30", "Asia/Kolkata",
            "+05:45", "Asia/Kathmandu",
            "+06:30", "Asia/Yangon",
            "+08:45", "Australia/Eucla",
            "+09:30", "Australia/Darwin");

    private static final int MIN_HOURS = -12;
    private static final int MAX_HOURS = 14;
    private static final int SECONDS_PER_HOUR = 3_600;

    private TimeZoneName() {}

    /** @throws DateTimeException if no zone of the tz database has this name, or this offset all year */
    static ZoneId zone(String name) {
        return find(name).orElseThrow(() -> new DateTimeException("Not in the tz database"));
    }

    /** The zone that has this name, or this offset all year. */
    static Optional<ZoneId> find(String name) {
        return names().contains(name) && !ABBREVIATIONS.containsKey(name)
                ? Optional.of(ZoneId.of(name))
                : offset(name).flatMap(TimeZoneName::named).map(ZoneId::of);
    }

    /** The names for a tool to offer: those of places, and UTC. */
    static List<String> choices() {
        return names().stream()
                .filter(name -> name.equals("UTC") || (name.indexOf('/') > 0 && !name.startsWith("Etc/")))
                .toList();
    }

    /** A suggestion for an invalid name. */
    static String hint(String text) {
        if (OFFSET.matcher(text).matches()) {
            return " No zone of the tz database has this offset all year; use the name of a place, such as US/Arizona"
                    + " or Europe/Berlin.";
        }
        List<String> closest = ClosestNames.to(text.replace(' ', '_'), names(), 3);
        return closest.isEmpty() ? "" : " Did you mean " + String.join(", ", closest) + "?";
    }

    private static Optional<ZoneOffset> offset(String name) {
        if (name.equals("Z")) {
            return Optional.of(ZoneOffset.UTC);
        }
        Matcher matcher = OFFSET.matcher(ABBREVIATIONS.getOrDefault(name, name));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int sign = matcher.group(1).equals("-") ? -1 : 1;
        int minutes = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        int hours = Integer.parseInt(matcher.group(2));
        return hours > MAX_HOURS
                ? Optional.empty()
                : Optional.of(ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes));
    }

    /** The tz database has the signs of POSIX: {@code Etc/GMT-8} is eight hours ahead of UTC. */
    private static Optional<String> named(ZoneOffset offset) {
        int hours = offset.getTotalSeconds() / SECONDS_PER_HOUR;
        if (offset.getTotalSeconds() % SECONDS_PER_HOUR != 0) {
            return Optional.ofNullable(FRACTIONAL_OFFSETS.get(offset.getId()));
        }
        if (hours == 0) {
            return Optional.of("UTC");
        }
        return hours < MIN_HOURS || hours > MAX_HOURS
                ? Optional.empty()
                : Optional.of("Etc/GMT" + (hours < 0 ? "+" : "-") + Math.abs(hours));
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>(ZoneId.getAvailableZoneIds());
        // Only Java has these.
        names.removeIf(name -> name.startsWith("SystemV/"));
        return names;
    }
}
