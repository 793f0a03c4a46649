package agentsession.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.config.ConnectionProperty;
import agentsession.config.Version;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentSessionDriverTest {
    private static final String URL = "jdbc:agentsession://localhost:8080/1";

    private final List<String> connected = new ArrayList<>();
    private final Driver driver = new AgentSessionDriver((url, properties) -> {
        connected.add(url + " " + properties);
        return new FakeDriverSession();
    });

    @Test
    void theDriverManagerFindsTheDriver() throws SQLException {
        assertThat(DriverManager.getDriver(URL)).isInstanceOf(AgentSessionDriver.class);
    }

    @Test
    void urlsOfOtherDriversAreNotAccepted() throws SQLException {
        assertThat(driver.connect("jdbc:postgresql://localhost/x", new Properties()))
                .isNull();
        assertThat(driver.acceptsURL("jdbc:postgresql://localhost/x")).isFalse();
        assertThat(driver.acceptsURL(URL)).isTrue();
        assertThat(driver.acceptsURL("JDBC:AgentSession:demo")).isTrue();
        assertThat(connected).isEmpty();
    }

    @Test
    void aMalformedUrlIsAnError() {
        assertThatThrownBy(() -> driver.connect("jdbc:agentsession:nonsense", new Properties()))
                .isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("08001"));
        assertThatThrownBy(() -> driver.connect(null, null)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> driver.acceptsURL(null)).isInstanceOf(SQLException.class);
    }

    @Test
    void urlAndPropertiesReachTheConnector() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("timeZone", "UTC");
        try (Connection connection = driver.connect(URL, properties)) {
            assertThat(connection.isValid(0)).isTrue();
        }
        assertThat(connected).containsExactly(URL + " {timeZone=UTC}");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "jdbc:agentsession:", "jdbc:agentsession://", "jdbc:agentsession://h/1?timeZone=%", URL})
    void everyPropertyIsDescribedForAnIncompleteUrlToo(@Nullable String url) throws SQLException {
        DriverPropertyInfo[] infos = driver.getPropertyInfo(url, null);
        assertThat(Arrays.stream(infos).map(info -> info.name))
                .containsExactlyElementsOf(ConnectionProperty.ALL.stream()
                        .map(ConnectionProperty::propertyName)
                        .toList());
        assertThat(infos).allSatisfy(info -> {
            assertThat(info.description).isNotBlank();
            assertThat(info.choices == null || info.choices.length > 0).isTrue();
        });
        assertThat(connected).isEmpty();
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(Version.text()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(Version.text()).startsWith(driver.getMajorVersion() + "." + driver.getMinorVersion() + ".");
        assertThat(driver.jdbcCompliant()).isFalse();
    }

    @Test
    void theParentLoggerIsThatOfAllLoggers() throws SQLException {
        assertThat(driver.getParentLogger().getName()).isEqualTo("agentsession");
    }
}
