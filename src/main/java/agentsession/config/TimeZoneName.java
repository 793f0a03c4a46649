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
 * The names of time zones that the report service understands: those of the tz database. A fixed offset is taken for the
 * zone of the database that has it all year, since the service is told a name.
 */
final class TimeZoneName {
    private static final Pattern OFFSET =
            Pattern.compile("(?:UTC|GMT|UT)? ?([+-])(\\d{1,2})(?::?([0-5]\\d))?", Pattern.CASE_INSENSITIVE);

    /** Abbreviations that the tz database defines as fixed offsets, which not every JVM lists. */
    private static final Map<String, String> ABBREVIATIONS = Map.of("EST", "-05:00", "MST", "-07:00", "HST", "-10:00");

    /** Places that keep an offset of other than whole hours all year. */
    private static final Map<String, String> PLACES = Map.of(
            "-09:30", "Pacific/Marquesas",
            "+03:30", "Asia/Tehran",
            "+04:30", "Asia/Kabul",
            "+05:30", "Asia/Kolkata",
            "+05:45", "Asia/Kathmandu",
            "+06:30", "Asia/Yangon",
            "+08:45", "Australia/Eucla",
            "+09:30", "Australia/Darwin");

    private static final int MOST_WEST = -12;
    private static final int MOST_EAST = 14;
    private static final int HOUR = 3_600;

    private TimeZoneName() {}

    /** @throws DateTimeException if no zone of the tz database is called so or has this offset all year */
    static ZoneId zone(String name) {
        return find(name).orElseThrow(() -> new DateTimeException("Not in the tz database"));
    }

    /** The zone that is called so, or has this offset all year. */
    static Optional<ZoneId> find(String name) {
        return names().contains(name) && !ABBREVIATIONS.containsKey(name)
                ? Optional.of(ZoneId.of(name))
                : offset(name).flatMap(TimeZoneName::named).map(ZoneId::of);
    }

    /** Names to choose from: those of places, and UTC. */
    static List<String> choices() {
        return names().stream()
                .filter(name -> name.equals("UTC") || (name.indexOf('/') > 0 && !name.startsWith("Etc/")))
                .toList();
    }

    /** What to write instead of something that is not a name. */
    static String hint(String text) {
        if (OFFSET.matcher(text).matches()) {
            return " No zone of the tz database has this offset all year: name the place, such as US/Arizona or"
                    + " Europe/Berlin.";
        }
        List<String> near = ClosestNames.to(text.replace(' ', '_'), names(), 3);
        return near.isEmpty() ? "" : " Did you mean " + String.join(", ", near) + "?";
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
        return hours > MOST_EAST
                ? Optional.empty()
                : Optional.of(ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes));
    }

    /** The signs of the tz database are those of POSIX: {@code Etc/GMT-8} is eight hours ahead. */
    private static Optional<String> named(ZoneOffset offset) {
        int hours = offset.getTotalSeconds() / HOUR;
        if (offset.getTotalSeconds() % HOUR != 0) {
            return Optional.ofNullable(PLACES.get(offset.getId()));
        }
        if (hours == 0) {
            return Optional.of("UTC");
        }
        return hours < MOST_WEST || hours > MOST_EAST
                ? Optional.empty()
                : Optional.of("Etc/GMT" + (hours < 0 ? "+" : "-") + Math.abs(hours));
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>(ZoneId.getAvailableZoneIds());
        // Java's own, not the tz database's.
        names.removeIf(name -> name.startsWith("SystemV/"));
        return names;
    }
}
