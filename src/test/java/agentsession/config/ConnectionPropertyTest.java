package agentsession.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.apache.calcite.sql.fun.SqlLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ConnectionPropertyTest {

    @ParameterizedTest
    @EnumSource
    void theNameIsTheConstantInCamelCase(ConnectionProperty property) {
        assertThat(property.propertyName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT))
                .isEqualTo(property.name());
    }

    @ParameterizedTest
    @EnumSource
    void aPropertyIsFoundByItsNameInAnyCase(ConnectionProperty property) {
        assertThat(ConnectionProperty.named(property.propertyName())).contains(property);
        assertThat(ConnectionProperty.named(property.propertyName().toUpperCase(Locale.ROOT)))
                .contains(property);
    }

    @ParameterizedTest
    @EnumSource
    void theDescriptionConsistsOfSentences(ConnectionProperty property) {
        assertThat(property.description()).matches("[A-Z`].*\\.").doesNotContain("|", "\n");
        assertThat(property.allowed()).isNotBlank().doesNotContain("|", "\n").doesNotEndWith(".");
    }

    @ParameterizedTest
    @EnumSource
    void defaultAndChoicesAreValidValues(ConnectionProperty property) {
        property.defaultValue()
                .ifPresent(value ->
                        assertThat(property.type().read(property, value)).isNotNull());
        assertThat(property.choices())
                .allSatisfy(choice ->
                        assertThat(property.type().read(property, choice)).isNotNull());
        if (!property.choices().isEmpty()) {
            assertThat(property.defaultValue().map(property.choices()::contains))
                    .isNotEqualTo(false);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecretHasNoDefaultAndNoChoices(ConnectionProperty property) {
        if (property.secret()) {
            assertThat(property.defaultValue()).isEmpty();
            assertThat(property.choices()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCESS_TOKEN", "PASSWORD", "API_TOKEN"})
    void tokensAreSecret(ConnectionProperty property) {
        assertThat(property.secret()).isTrue();
    }

    @Test
    void functionLibrariesAreThoseOfCalcite() {
        assertThat(PropertyType.LIBRARIES)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(SqlLibrary.values())
                        .map(library -> library.fun)
                        .toList());
        assertThat(SqlLibrary.parse(ConnectionProperty.FUN.defaultValue().orElseThrow()))
                .containsExactly(
                        SqlLibrary.STANDARD,
                        SqlLibrary.POSTGRESQL,
                        SqlLibrary.MYSQL,
                        SqlLibrary.MSSQL,
                        SqlLibrary.ORACLE,
                        SqlLibrary.BIG_QUERY);
    }
}
