package agentsession.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Connects and reads the first row, once. Arguments: URL, query, and how long to wait between both, in milliseconds. */
final class StartMain {
    private StartMain() {}

    public static void main(String[] arguments) throws SQLException, InterruptedException {
        long start = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            long connected = System.nanoTime();
            Thread.sleep(Long.parseLong(arguments[2]));
            long resumed = System.nanoTime();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(arguments[1])) {
                if (!rows.next()) {
                    throw new SQLException("There is no row.");
                }
                Kept.keep(rows.getObject(1));
                long read = System.nanoTime();
                System.out.println("connect " + (connected - start) / 1e6);
                System.out.println("firstRow " + (read - resumed) / 1e6);
            }
        }
        System.out.println("kept " + !Kept.isEmpty());
        // An exit, since an archive of classes is written at the exit and threads may be left.
        System.exit(0);
    }
}
