package agentsession.config;

import static org.assertj.core.api.Assertions.assertThat;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of all sets of sign-in properties, exactly the valid ones are accepted. */
final class CredentialsReaderTest {
    private static final List<String> PROPERTIES = List.of(
            "accessToken",
            "accessTokenFile",
            "apiToken",
            "apiTokenFile",
            "user",
            "password",
            "passwordFile",
            "platformId",
            "clientId",
            "clientSecret",
            "clientSecretFile",
            "jwt",
            "jwtFile");

    private static final List<String> PASSWORD = List.of("password", "passwordFile");
    private static final List<String> BEARER = List.of("accessToken", "accessTokenFile");
    private static final List<String> API = List.of("apiToken", "apiTokenFile");
    private static final List<String> JWT = List.of("jwt", "jwtFile");
    private static final List<List<String>> ENGAGE = List.of(List.of("user"), PASSWORD, List.of("platformId"));
    private static final List<List<String>> APP =
            List.of(List.of("clientId"), List.of("clientSecret", "clientSecretFile"), either(JWT, PASSWORD));

    /** Value of {@code auth}, empty for inferred, and lists of groups; of each group exactly one is required. */
    static Stream<Arguments> methods() {
        return Stream.of(
                Arguments.of("", List.of(List.of(either(BEARER, PASSWORD)), List.of(API), APP, ENGAGE)),
                Arguments.of("bearer", List.of(List.of(either(BEARER, PASSWORD)))),
                Arguments.of("apiToken", List.of(List.of(either(API, PASSWORD)))),
                Arguments.of("jwt", List.of(APP)),
                Arguments.of("engage", List.of(ENGAGE)),
                Arguments.of("legacy", List.of(List.of(List.of("user"), PASSWORD))));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void exactlyOneOfEachGroupIsAccepted(String auth, List<List<List<String>>> groups) {
        JdbcUrl url = JdbcUrl.parse("jdbc:agentsession://host/1").orElseThrow();
        Set<Set<String>> accepted = new HashSet<>();
        for (int bits = 0; bits < 1 << PROPERTIES.size(); bits++) {
            Set<String> given = subset(bits);
            Properties properties = new Properties();
            given.forEach(name -> properties.setProperty(name, "x"));
            properties.setProperty("auth", auth);
            try {
                new CredentialsReader(GivenProperties.of(url, properties)).read();
                accepted.add(given);
            } catch (DriverException e) {
                assertThat(e.state()).isEqualTo(SqlState.INVALID_AUTHORIZATION);
                assertThat(e.getMessage()).containsAnyOf(PROPERTIES.toArray(String[]::new));
            }
        }
        assertThat(accepted)
                .isEqualTo(
                        groups.stream().flatMap(one -> oneOfEach(one).stream()).collect(Collectors.toSet()));
    }

    private static Set<String> subset(int bits) {
        Set<String> subset = new HashSet<>();
        for (int i = 0; i < PROPERTIES.size(); i++) {
            if ((bits >> i & 1) == 1) {
                subset.add(PROPERTIES.get(i));
            }
        }
        return subset;
    }

    private static List<Set<String>> oneOfEach(List<List<String>> groups) {
        List<Set<String>> sets = List.of(Set.of());
        for (List<String> group : groups) {
            List<Set<String>> longer = new ArrayList<>();
            for (Set<String> set : sets) {
                for (String name : group) {
                    Set<String> more = new HashSet<>(set);
                    more.add(name);
                    longer.add(more);
                }
            }
            sets = longer;
        }
        return sets;
    }

    private static List<String> either(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }
}
