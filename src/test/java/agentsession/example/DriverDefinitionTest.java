package agentsession.example;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.config.ConnectionProperty;
import agentsession.config.ConnectionSettings;
import agentsession.config.JdbcUrl;
import agentsession.config.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Checks that the driver definition for DBeaver and its page match the driver. */
final class DriverDefinitionTest {
    private static final Path PAGE = Path.of("docs", "dbeaver.md");
    private static final Pattern PARAMETER = Pattern.compile("`((?:read-only|supports)-[a-z-]+)`");

    private static Element driver;

    @BeforeAll
    static void read() throws Exception {
        Document definition = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(Path.of("docs", "dbeaver-drivers.xml").toFile());
        assertThat(definition.getDocumentElement().getTagName()).isEqualTo("drivers");
        Element provider = children(definition.getDocumentElement(), "provider").get(0);
        assertThat(provider.getAttribute("id")).isEqualTo("generic");
        driver = children(provider, "driver").get(0);
    }

    @Test
    void itsNameIsThatOfThePage() throws Exception {
        String page = Files.readString(PAGE);

        assertThat(driver.getAttribute("id")).matches("[a-z_]+");
        assertThat(page)
                .contains("| Settings | Driver Name | `" + driver.getAttribute("name") + "` |")
                .contains("| | Class Name | `" + driver.getAttribute("class") + "` |")
                .contains("| | URL Template | `" + driver.getAttribute("url") + "` |");
        assertThat(Class.forName(driver.getAttribute("class"))).isAssignableTo(Driver.class);
        assertThat(driver.getAttribute("allowsEmptyPassword")).isEqualTo("true");
    }

    @Test
    void itsLibraryIsTheShadedJar() {
        assertThat(children(driver, "library"))
                .singleElement()
                .extracting(library -> library.getAttribute("path"))
                .isEqualTo("agent-session-jdbc-" + Version.text() + "-all.jar");
    }

    @Test
    void itsUrlsAndPropertiesAreThoseOfTheDriver() {
        Properties properties = new Properties();
        children(driver, "property")
                .forEach(property ->
                        properties.setProperty(property.getAttribute("name"), property.getAttribute("value")));
        String template = driver.getAttribute("url");
        Map<String, String> urls = Map.of(
                template.replace("[:{port}]", "")
                        .replace("{host}", "ringcx.ringcentral.com")
                        .replace("{database}", "voice/1"),
                "https://ringcx.ringcentral.com/voice",
                template.replace("[:{port}]", ":8443")
                        .replace("{host}", "localhost")
                        .replace("{database}", "1"),
                "https://localhost:8443");

        assertThat(properties.stringPropertyNames())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(ConnectionProperty.named(name))
                        .hasValueSatisfying(
                                known -> assertThat(known.propertyName()).isEqualTo(name)));
        properties.setProperty("password", "t");
        urls.forEach((url, base) -> assertThat(
                        ConnectionSettings.of(JdbcUrl.parse(url).orElseThrow(), properties)
                                .address()
                                .toString())
                .contains(base + ","));
    }

    @Test
    void itsParametersAreThoseOfThePage() throws Exception {
        Map<String, String> parameters = children(driver, "parameter").stream()
                .collect(Collectors.toMap(
                        parameter -> parameter.getAttribute("name"), parameter -> parameter.getAttribute("value")));
        Map<String, String> described = Files.readString(PAGE)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> PARAMETER
                        .matcher(line.split("\\|", -1)[1])
                        .results()
                        .map(name -> Map.entry(name.group(1), value(line))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(described).isEqualTo(parameters).hasSizeGreaterThan(5);
    }

    private static String value(String line) {
        return line.split("\\|", -1)[2].strip().replace("`", "");
    }

    private static List<Element> children(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }
}
