package agentsession.config;

import agentsession.error.Nearest;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names of time zones that the report service understands: those of the tz database. */
final class TimeZoneName {
    private static final Pattern OFFSET = Pattern.compile("(?i)(UTC|GMT|UT)? ?[+-]\\d.*|Z");

    private TimeZoneName() {}

    /** @throws DateTimeException if no zone of the tz database is called so */
    static ZoneId zone(String name) {
        if (!isName(name)) {
            throw new DateTimeException("Not in the tz database");
        }
        return ZoneId.of(name);
    }

    static boolean isName(String name) {
        return names().contains(name);
    }

    /** What to write instead of something that is not a name. */
    static String hint(String text) {
        if (OFFSET.matcher(text).matches()) {
            return " A fixed offset is not a tz database name: name the place, such as US/Arizona or Europe/Berlin.";
        }
        List<String> near = Nearest.to(text.replace(' ', '_'), names(), 3);
        return near.isEmpty() ? "" : " Did you mean " + String.join(", ", near) + "?";
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>(ZoneId.getAvailableZoneIds());
        // Java's own, not the tz database's.
        names.removeIf(name -> name.startsWith("SystemV/"));
        return names;
    }
}
