package agentsession.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import agentsession.config.ConnectionProperty;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgentSessionDataSourceTest {
    private final Properties connected = new Properties();
    private final AgentSessionDataSource source =
            new AgentSessionDataSource(new AgentSessionDriver((url, properties) -> {
                connected.putAll(properties);
                return new FakeDriverSession();
            }));

    private static Map<String, PropertyDescriptor> beanProperties() throws Exception {
        return Arrays.stream(
                        Introspector.getBeanInfo(AgentSessionDataSource.class).getPropertyDescriptors())
                .collect(Collectors.toMap(PropertyDescriptor::getName, Function.identity()));
    }

    @ParameterizedTest
    @EnumSource(value = ConnectionProperty.class, mode = EnumSource.Mode.EXCLUDE, names = "LOGIN_TIMEOUT")
    void everyConnectionPropertyIsABeanProperty(ConnectionProperty property) throws Exception {
        PropertyDescriptor bean = Objects.requireNonNull(beanProperties().get(property.propertyName()));
        source.setUrl("jdbc:agentsession:demo");
        bean.getWriteMethod().invoke(source, "x");
        source.getConnection().close();
        assertThat(connected).isEqualTo(Map.of(property.propertyName(), "x"));
        if (property.secret()) {
            assertThat(bean.getReadMethod()).isNull();
        } else {
            assertThat(bean.getReadMethod().invoke(source)).isEqualTo("x");
        }
        bean.getWriteMethod().invoke(source, (Object) null);
        connected.clear();
        source.getConnection().close();
        assertThat(connected).isEmpty();
    }

    @Test
    void theLoginTimeoutIsTheConnectionProperty() throws SQLException {
        source.setUrl("jdbc:agentsession:demo");
        source.setLoginTimeout(7);
        assertThat(source.getLoginTimeout()).isEqualTo(7);
        source.getConnection().close();
        assertThat(connected).isEqualTo(Map.of("loginTimeout", "7"));
        source.setLoginTimeout(0);
        assertThat(source.getLoginTimeout()).isZero();
        connected.clear();
        source.getConnection().close();
        assertThat(connected).isEmpty();
    }

    @Test
    void userAndPasswordOfACallTakePrecedence() throws SQLException {
        source.setUrl("jdbc:agentsession:demo");
        source.setPassword("old");
        source.getConnection("me", "new").close();
        assertThat(connected).isEqualTo(Map.of("user", "me", "password", "new"));
    }

    @Test
    void theUrlIsShownWithoutSecrets() {
        source.setUrl("jdbc:agentsession://localhost/1?accessToken=hush&timeZone=UTC");
        assertThat(source.getUrl()).isEqualTo("jdbc:agentsession://localhost/1?timeZone=UTC");
        source.setUrl("jdbc:agentsession:hush");
        assertThat(source.getUrl()).isNull();
    }

    @Test
    void aMissingOrForeignUrlIsAnError() {
        assertThatThrownBy(source::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no URL");
        source.setUrl("jdbc:other:x");
        assertThatThrownBy(source::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("jdbc:agentsession:");
    }
}
