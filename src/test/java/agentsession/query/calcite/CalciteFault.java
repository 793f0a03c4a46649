package agentsession.query.calcite;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A statement whose result in Calcite differs from that in a database.
 *
 * @param workaround the simple name of the class that works around it
 * @param values the values of the parameters
 * @param calcite the result in Calcite
 * @param right the result in a database
 */
record CalciteFault(String workaround, String sql, List<String> values, String calcite, String right) {
    private static final String FILE = "/agentsession/calcite-faults.txt";
    private static final Pattern BLANK_LINE = Pattern.compile("\n\\s*\n");

    /** The cases of {@code calcite-faults.txt}, which describes its format. */
    static List<CalciteFault> all() throws IOException {
        List<CalciteFault> faults = new ArrayList<>();
        String workaround = "";
        for (String block : Splitter.on(BLANK_LINE).split(text())) {
            List<String> lines = block.lines().filter(line -> !line.isBlank()).toList();
            if (lines.size() == 1) {
                workaround = lines.get(0).replaceFirst(":$", "");
            } else if (!lines.isEmpty()) {
                faults.add(of(workaround, lines));
            }
        }
        return faults;
    }

    private static CalciteFault of(String workaround, List<String> lines) {
        return new CalciteFault(
                workaround, lines.get(0), marked(lines, "?"), only(lines, "calcite"), only(lines, "right"));
    }

    private static String only(List<String> lines, String mark) {
        List<String> marked = marked(lines, mark);
        if (marked.size() != 1) {
            throw new IllegalArgumentException("One line of " + lines.get(0) + " begins with " + mark);
        }
        return marked.get(0);
    }

    private static List<String> marked(List<String> lines, String mark) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> line.equals(mark) || line.startsWith(mark + " "))
                .map(line -> line.substring(mark.length()).strip())
                .toList();
    }

    private static String text() throws IOException {
        try (InputStream file = Objects.requireNonNull(CalciteFault.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.joining("\n"));
        }
    }

    @Override
    public String toString() {
        return workaround + ": " + sql;
    }
}
