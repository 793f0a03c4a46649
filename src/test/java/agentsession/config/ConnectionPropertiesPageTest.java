package agentsession.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks that the manual's page matches the code. */
final class ConnectionPropertiesPageTest {
    private static final Path PAGE = Path.of("docs", "connection-properties.md");
    private static final Pattern URL = Pattern.compile("jdbc:agentsession:[^\\s`\"<>]+");
    private static final String HEAD = "| property | what it does | a value is | default |\n|---|---|---|---|\n";

    @Test
    void theTableMatchesTheCode() throws IOException {
        String table = HEAD
                + ConnectionProperty.ALL.stream()
                        .map(ConnectionPropertiesPageTest::row)
                        .collect(Collectors.joining());

        assertThat(Files.readString(PAGE))
                .as("%s must contain this table; replace the table there with it:%n%n%s", PAGE, table)
                .contains("\n" + table + "\n");
    }

    @Test
    void everyUrlOfThePageIsValid() throws IOException {
        List<String> urls = URL.matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(urls).hasSizeGreaterThan(6).allSatisfy(text -> {
            JdbcUrl url = JdbcUrl.parse(text).orElseThrow();
            Properties properties = new Properties();
            if (url.properties().keySet().stream().noneMatch(ConnectionProperty::secret)) {
                properties.setProperty("accessToken", "t");
            }
            assertThat(new SettingsReader(url, GivenProperties.of(url, properties), ZoneId.of("UTC")).read())
                    .isNotNull();
        });
    }

    private static String row(ConnectionProperty property) {
        return "| `%s` | %s%s | %s | %s |%n"
                .formatted(
                        property.propertyName(),
                        property.description(),
                        property.secret() ? " Secret." : "",
                        property.allowed(),
                        property.defaultValue().map(value -> "`" + value + "`").orElse(""))
                .replace("\r\n", "\n");
    }
}
