package agentsession;

import static agentsession.StubbedService.rows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Reads the report in a JVM of its own, and prints how many rows it has, or the error. The argument is the URL. */
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
