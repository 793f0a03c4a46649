package agentsession;

import static agentsession.StubbedService.rows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Reads the report in a separate JVM and prints the number of rows or the error. The argument is the URL. */
final class ProxyClient {
    private ProxyClient() {}

    public static void main(String[] arguments) {
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            System.out.println(rows(connection) + " rows");
        } catch (SQLException e) {
            System.out.println(e.getSQLState() + " " + e.getMessage());
        }
    }
}
