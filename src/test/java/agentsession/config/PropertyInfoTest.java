package agentsession.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PropertyInfoTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "jdbc:agentsession:",
                "jdbc:agentsession://host",
                "jdbc:agentsession://host/1?timeZone=US%",
                "jdbc:agentsession://host/1?&&=&%=%",
                "jdbc:postgresql://host/db?timeZone=US/Arizona"
            })
    void everyPropertyIsListedEvenForAnIncompleteUrl(@Nullable String url) {
        List<PropertyInfo> list = PropertyInfo.list(url, null);

        assertThat(list)
                .extracting(PropertyInfo::name)
                .isEqualTo(ConnectionProperty.ALL.stream()
                        .map(ConnectionProperty::propertyName)
                        .toList());
        assertThat(list)
                .extracting(PropertyInfo::value)
                .isEqualTo(ConnectionProperty.ALL.stream()
                        .map(property -> property.defaultValue().orElse(null))
                        .toList());
    }

    @Test
    void theDescriptionIncludesTheAllowedValuesAndTheDefault() {
        assertThat(info("tls", null, null))
                .isEqualTo(new PropertyInfo(
                        "tls",
                        "Use HTTPS. false uses plain HTTP, which is allowed for localhost, 127.0.0.0/8 and ::1 only,"
                                + " and not through a proxy. It must be true or false. Default: true.",
                        "true",
                        false,
                        List.of("true", "false")));
    }

    @Test
    void valuesAreThoseOfThePropertiesThenOfTheUrlEvenIfInvalid() {
        String url = "jdbc:agentsession://host?lookback=soon&timeZone=Asia/Tokyo&unknown=1&pushDown=";
        Properties properties = new Properties();
        properties.setProperty("TIMEZONE", "nowhere");
        properties.setProperty("lookback", "");
        properties.setProperty("unknown", "1");
        properties.put("demoSeed", 7);
        properties.put(7, "demoSeed");

        assertThat(info("lookback", url, properties).value()).isEqualTo("soon");
        assertThat(info("timeZone", url, properties).value()).isEqualTo("nowhere");
        assertThat(info("pushDown", url, properties).value()).isEqualTo("timestamps,agents,teams");
        assertThat(info("demoSeed", url, properties).value()).isEqualTo("1");
    }

    @Test
    void secretValuesAreNotListed() {
        Properties properties = new Properties();
        properties.setProperty("password", "hidden");

        assertThat(PropertyInfo.list("jdbc:agentsession://host/1?accessToken=hidden&apiToken=hidden", properties)
                        .toString())
                .doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:agentsession://host/1, ''",
        "jdbc:agentsession:, ''",
        "jdbc:agentsession://host/1?accessToken=t, ''",
        "jdbc:agentsession://host/1?password=, ''",
        "jdbc:agentsession://host/1?auth=apiToken, ''",
        "jdbc:agentsession://host/1?auth=jwt, clientId clientSecret",
        "jdbc:agentsession://host/1?auth=jwt&clientSecretFile=f, clientId",
        "jdbc:agentsession://host/1?user=u, password platformId",
        "jdbc:agentsession://host/1?auth=legacy, user password",
        "jdbc:agentsession://host/1?auth=legacy&user=u&passwordFile=f, ''",
        "jdbc:agentsession:demo, ''",
        "jdbc:agentsession:demo?auth=legacy, ''"
    })
    void propertiesMissingForSignInAreRequiredUnlessThePasswordIsAnAlternative(String url, String required) {
        assertThat(PropertyInfo.list(url, null).stream()
                        .filter(PropertyInfo::required)
                        .map(PropertyInfo::name)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(required);
    }

    @Test
    void timeZonesAreOfferedInOrder() {
        assertThat(info("timeZone", "jdbc:agentsession:demo", null).choices())
                .isSorted()
                .doesNotHaveDuplicates()
                .contains("US/Arizona", "America/New_York", "Europe/Berlin", "UTC")
                .noneMatch(name -> name.startsWith("SystemV/") || name.startsWith("Etc/"));
    }

    private static PropertyInfo info(String name, @Nullable String url, @Nullable Properties properties) {
        return PropertyInfo.list(url, properties).stream()
                .filter(info -> info.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
