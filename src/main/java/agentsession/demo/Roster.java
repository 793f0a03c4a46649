package agentsession.demo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Generates the agents of the call centre. */
final class Roster {
    private static final int FIRST_AGENT_ID = 1_200_017;
    private static final int FIRST_GROUP_ID = 5_001;
    private static final int AGENTS_PER_GROUP = 25;

    private static final List<String> FIRST_NAMES = List.of(
            "Aaliyah",
            "Aiko",
            "Alejandro",
            "Amélie",
            "Andrea",
            "Anna",
            "Ayşe",
            "Benjamin",
            "Björn",
            "Brian",
            "Carlos",
            "Chloé",
            "Chris",
            "Daniel",
            "Darnell",
            "Deborah",
            "Diego",
            "Elena",
            "Emily",
            "Erik",
            "Fatima",
            "Felix",
            "Grace",
            "Hannah",
            "Hiroshi",
            "Ingrid",
            "Isabella",
            "Jamal",
            "James",
            "Jennifer",
            "John",
            "José",
            "Jürgen",
            "Karen",
            "Kenji",
            "Kevin",
            "Latoya",
            "Liam",
            "Lucía",
            "Maria",
            "Mary Ann",
            "Matthew",
            "Mei",
            "Michael",
            "Mohammed",
            "Nadia",
            "Nicole",
            "Olga",
            "Omar",
            "Patrick",
            "Priya",
            "Rahul",
            "Renée",
            "Robert",
            "Samantha",
            "Sean",
            "Sofia",
            "Thomas",
            "Wei",
            "Zoë");
    private static final List<String> LAST_NAMES = List.of(
            "Adams",
            "Ahmed",
            "Álvarez",
            "Anderson",
            "Baker",
            "Bauer",
            "Brown",
            "Campbell",
            "Chen",
            "Clark",
            "Costa",
            "D'Angelo",
            "Davis",
            "de la Cruz",
            "Dubois",
            "Evans",
            "Fernández",
            "Fischer",
            "Garcia",
            "Gupta",
            "Hall",
            "Harris",
            "Hoffmann",
            "Ito",
            "Jackson",
            "Johnson",
            "Jones",
            "Kaya",
            "Khan",
            "Kim",
            "Kowalski",
            "Lee",
            "Lewis",
            "Lopez",
            "Martin",
            "Meyer",
            "Miller",
            "Moore",
            "Müller",
            "Muñoz",
            "Nguyen",
            "Novak",
            "O'Brien",
            "O'Neill",
            "Patel",
            "Perez",
            "Petrov",
            "Ramirez",
            "Reed",
            "Rossi",
            "Schäfer",
            "Schmidt",
            "Singh",
            "Smith",
            "Smith, Jr.",
            "Smiths",
            "Søndergaard",
            "Tanaka",
            "Taylor",
            "Thompson",
            "Torres",
            "Turner",
            "van Dijk",
            "Walker",
            "Wang",
            "Weiß",
            "Williams",
            "Wilson \"Will\"",
            "Wong",
            "Young");

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_IN_USERNAME = Pattern.compile("[^a-z]+");

    private Roster() {}

    /** All agents, by index. */
    static List<Agent> agents(long seed) {
        SplittableRandom random = RandomSeeds.random(seed, -1);
        List<Agent> agents = new ArrayList<>();
        for (Team team : Team.ALL) {
            for (int member = 0; member < team.size(); member++) {
                agents.add(agent(agents.size(), team, team.shiftHour(member), random));
            }
        }
        return List.copyOf(agents);
    }

    private static Agent agent(int index, Team team, int shiftHour, SplittableRandom random) {
        // Use all names of both lists, in distinct pairs.
        String last = LAST_NAMES.get((index * 31 + index / LAST_NAMES.size()) % LAST_NAMES.size());
        String first = FIRST_NAMES.get((index * 23 + random.nextInt(2)) % FIRST_NAMES.size());
        return new Agent(
                index,
                FIRST_AGENT_ID + index * 37,
                FIRST_GROUP_ID + index % (150 / AGENTS_PER_GROUP),
                last,
                first,
                username(first, last, index),
                team.phonePrefix() + (100 + index),
                externalId(index, random),
                team,
                shiftHour);
    }

    private static String username(String first, String last, int index) {
        String name = plain(first) + "." + plain(last);
        return index % 5 == 0 ? name : name + "@callcentre.example";
    }

    private static String plain(String name) {
        String bare = ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replace("ø", "o");
        return NOT_IN_USERNAME.matcher(bare).replaceAll("");
    }

    private static @Nullable String externalId(int index, SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> null;
            case 2 -> "00" + (4_100 + index);
            default -> "E-" + (10_000 + index);
        };
    }
}
