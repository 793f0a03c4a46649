package agentsession.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A way to read the report, open for any number of times. */
interface Contender extends AutoCloseable {
    /**
     * Reads the result once.
     *
     * @return its number of rows
     */
    long read() throws Exception;

    @Override
    default void close() throws SQLException {
        // by default nothing is open between reads
    }

    /**
     * Opens one.
     *
     * @param arguments as from {@link #jdbc} and {@link #file}
     */
    static Contender open(List<String> arguments) throws SQLException {
        return switch (arguments.get(0)) {
            case "commons-csv" -> new CommonsCsvContender(Path.of(arguments.get(1)));
            case "fastcsv" -> new FastCsvContender(Path.of(arguments.get(1)));
            case "jdbc" ->
                new JdbcContender(arguments.get(1), arguments.get(2), JdbcContender.Access.valueOf(arguments.get(3)));
            default -> throw new IllegalArgumentException("Unknown contender " + arguments);
        };
    }

    /** The arguments for a query. */
    static List<String> jdbc(String url, String sql, JdbcContender.Access access) {
        return List.of("jdbc", url, sql, access.name());
    }

    /**
     * The arguments for a library that reads a file.
     *
     * @param library {@code commons-csv} or {@code fastcsv}
     */
    static List<String> file(String library, Path csv) {
        return List.of(library, csv.toString());
    }
}
