package agentsession.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs statements of different shapes for the first time, after as many others, and then once more. Arguments: URL, file of
 * statements, and how many of them.
 */
final class StatementsMain {
    private static final Pattern AFTER_STATEMENT = Pattern.compile(" {4}(\\?|H2|PG|=>?) ");
    private static final String VALUES = "    ? ";

    private StatementsMain() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        List<String> all = read(Path.of(arguments[1]));
        int count = Integer.parseInt(arguments[2]);
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            millis(connection, every(all, 2 * count, 0));
            List<String> unseen = every(all, 2 * count, 1);
            System.out.println("first " + millis(connection, unseen));
            System.out.println("again " + millis(connection, unseen));
        }
    }

    /** The statements of the file that have no parameters. */
    private static List<String> read(Path file) throws IOException {
        List<String> statements = new ArrayList<>();
        for (String block : Files.readString(file).split("\n\\s*\n", -1)) {
            List<String> lines =
                    block.lines().filter(line -> !line.startsWith("#")).toList();
            String sql = lines.stream()
                    .takeWhile(line -> !AFTER_STATEMENT.matcher(line).lookingAt())
                    .collect(Collectors.joining("\n"));
            if (!sql.isBlank() && lines.stream().noneMatch(line -> line.startsWith(VALUES))) {
                statements.add(sql);
            }
        }
        return statements;
    }

    /** Every other one of a number of statements that are spread evenly. */
    private static List<String> every(List<String> statements, int number, int first) {
        List<String> chosen = new ArrayList<>();
        for (int i = first; i < number; i += 2) {
            chosen.add(statements.get(i * statements.size() / number));
        }
        return chosen;
    }

    private static String millis(Connection connection, List<String> statements) throws SQLException {
        List<String> millis = new ArrayList<>();
        for (String sql : statements) {
            long start = System.nanoTime();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    Kept.keep(rows.getObject(1));
                }
            }
            millis.add(Double.toString((System.nanoTime() - start) / 1e6));
        }
        return String.join(" ", millis);
    }
}
