package agentsession.truth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The forms of {@code forms.txt}, by section and type. */
final class Forms {
    private static final String FILE = "/agentsession/truth/forms.txt";
    private static final String ANY = "ANYTYPE";

    /** The types of ANYTYPE. */
    private static final List<Type> TYPES =
            List.of(Type.INT, Type.NUM, Type.TEXT, Type.TIME, Type.DATE, Type.BOOL, Type.DOUBLE);

    /** The forms of each line, one for each type of ANYTYPE. */
    private final Map<String, Map<Type, List<List<Form>>>> sections = new LinkedHashMap<>();

    Forms() {
        Map<Type, List<List<Form>>> section = new EnumMap<>(Type.class);
        for (String line : lines()) {
            if (line.startsWith("[")) {
                section = new EnumMap<>(Type.class);
                sections.put(line.substring(1, line.length() - 1), section);
            } else {
                add(section, line);
            }
        }
    }

    private static void add(Map<Type, List<List<Form>>> section, String line) {
        String[] parts = line.split("\\s{2,}", 2);
        if (parts[0].equals(ANY)) {
            for (Type type : TYPES) {
                put(section, type, List.of(Form.parse(type, parts[1].replace(ANY, type.name()))));
            }
        } else {
            Type type = Type.valueOf(parts[0]);
            List<Form> forms = parts[1].contains(ANY)
                    ? TYPES.stream()
                            .map(any -> Form.parse(type, parts[1].replace(ANY, any.name())))
                            .toList()
                    : List.of(Form.parse(type, parts[1]));
            put(section, type, forms);
        }
    }

    private static void put(Map<Type, List<List<Form>>> section, Type type, List<Form> forms) {
        section.computeIfAbsent(type, t -> new ArrayList<>()).add(forms);
    }

    /** A random form of a type; each line of the file has the same probability. */
    Form any(Dice dice, String section, Type type) {
        return dice.of(dice.of(Objects.requireNonNull(section(section).get(type), type::name)));
    }

    boolean has(String section, Type type) {
        return section(section).containsKey(type);
    }

    /** The types for which a section has forms. */
    List<Type> types(String section) {
        return List.copyOf(section(section).keySet());
    }

    private Map<Type, List<List<Form>>> section(String name) {
        return Objects.requireNonNull(sections.get(name), name);
    }

    private static List<String> lines() {
        try (InputStream file = Forms.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(file, FILE).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
