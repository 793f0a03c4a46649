package agentsession;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import agentsession.jdbc.AgentSessionDriver;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the classes to the rules of the house: which room may know which, and what no room may do. */
final class PackageRulesTest {
    private static final String ROOT = "agentsession";

    /** The rooms, and which others each may know. */
    private static final Map<String, Set<String>> ROOMS = Map.ofEntries(
            Map.entry("error", Set.of()),
            Map.entry("concurrent", Set.of("error")),
            Map.entry("report", Set.of("error")),
            Map.entry("config", Set.of("error", "report")),
            Map.entry("decode", Set.of("report", "error")),
            Map.entry("http", Set.of("concurrent", "config", "error")),
            Map.entry("signin", Set.of("concurrent", "http", "config", "error")),
            Map.entry("service", Set.of("concurrent", "signin", "http", "report", "config", "error")),
            Map.entry("connect", Set.of("concurrent", "config", "http", "service", "demo", "report", "error")),
            Map.entry("adapter", Set.of("concurrent", "report", "decode", "service", "config", "connect", "error")),
            Map.entry(
                    "query",
                    Set.of(
                            "concurrent",
                            "query.dialect",
                            "query.parameter",
                            "query.calcite",
                            "query.subquery",
                            "query.window",
                            "query.tree",
                            "adapter",
                            "error")),
            Map.entry("query.tree", Set.of()),
            Map.entry("query.dialect", Set.of("error")),
            Map.entry("query.function", Set.of("query.dialect", "error")),
            Map.entry("query.parameter", Set.of("query.dialect")),
            Map.entry(
                    "query.calcite",
                    Set.of(
                            "query.dialect",
                            "query.function",
                            "query.parameter",
                            "query.subquery",
                            "query.tree",
                            "adapter",
                            "error")),
            Map.entry("query.subquery", Set.of("query.tree", "adapter", "error")),
            Map.entry("query.window", Set.of("concurrent", "query.tree", "adapter", "error")),
            Map.entry("demo", Set.of("report", "error")),
            Map.entry(
                    "jdbc",
                    Set.of(
                            "concurrent",
                            "error",
                            "report",
                            "config",
                            "decode",
                            "service",
                            "connect",
                            "adapter",
                            "query",
                            "query.dialect",
                            "demo")));

    private static final Set<String> SETTERS = Set.of(
            "System.setProperty",
            "System.setProperties",
            "System.clearProperty",
            "Security.setProperty",
            "Locale.setDefault",
            "TimeZone.setDefault",
            "ProxySelector.setDefault",
            "Authenticator.setDefault");

    /** All that lies where the driver does, which is what is shipped. */
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(AgentSessionDriver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation());

    static Stream<Arguments> rooms() {
        return ROOMS.entrySet().stream().map(room -> Arguments.of(room.getKey(), room.getValue()));
    }

    @Test
    void theRoomsAreTheOnesOfTheTableAndNoneIsEmpty() {
        assertThat(CLASSES.stream().map(PackageRulesTest::room).collect(toSet()))
                .isEqualTo(ROOMS.keySet());
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomKnowsOnlyTheRoomsOfTheTable(String room, Set<String> known) {
        String[] others = ROOMS.keySet().stream()
                .filter(other -> !other.equals(room) && !known.contains(other))
                .map(PackageRulesTest::packageOf)
                .toArray(String[]::new);

        noClasses()
                .that(resideInAPackage(packageOf(room)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(others))
                .check(CLASSES);
    }

    @Test
    void roomsDoNotKnowEachOtherInCircles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** The rooms are exactly those that do use it, so that the rule cannot come to mean nothing. */
    @ParameterizedTest
    @CsvSource({
        "java.sql.., jdbc",
        "javax.sql.., jdbc",
        "org.apache.commons.csv.., decode",
        "javax.xml.stream.., decode",
        "java.net.http.., http",
        "com.fasterxml.jackson.., demo http service signin",
        "com.sun.net.httpserver.., demo"
    })
    void theseRoomsAloneUse(String packages, String rooms) {
        DescribedPredicate<JavaClass> used = resideInAPackage(packages);

        assertThat(CLASSES.stream()
                        .filter(user -> user.getDirectDependenciesFromSelf().stream()
                                .anyMatch(dependency -> used.test(dependency.getTargetClass())))
                        .map(PackageRulesTest::room)
                        .collect(toSet()))
                .containsExactlyInAnyOrder(rooms.split(" "));
    }

    @Test
    void theAdapterKnowsNothingOfJdbc() {
        noClasses()
                .that(resideInAPackage(packageOf("adapter")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.apache.calcite.jdbc.."))
                .check(CLASSES);
    }

    @Test
    void classesAreFinalUnlessMadeToBeExtended() {
        classes()
                .that(areMadeToBeFinal())
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    @Test
    void thereAreNoPackagesOfImplementations() {
        noClasses().should().resideInAPackage("..impl..").check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CLASSES.getPackage(ROOT).getSubpackagesInTree())
                .hasSameSizeAs(ROOMS.keySet())
                .allSatisfy(room -> assertThat(isNullMarked(room)).isTrue());
    }

    @Test
    void nothingIsPrinted() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "printStackTrace is called", call -> call.getName().equals("printStackTrace")))
                .check(CLASSES);
    }

    /** Properties, the locale and the time zone are those of all that runs in the JVM. */
    @Test
    void nothingIsChangedThatIsOfTheWholeJvm() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a system property or a default of the JVM is set",
                        call -> SETTERS.contains(call.getTargetOwner().getSimpleName() + "." + call.getName())))
                .check(CLASSES);
    }

    private static String packageOf(String room) {
        return ROOT + "." + room;
    }

    private static String room(JavaClass member) {
        String name = member.getPackageName();
        return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) : name;
    }

    private static boolean isNullMarked(JavaPackage room) {
        return room.getPackageInfo().isAnnotatedWith(NullMarked.class);
    }

    private static DescribedPredicate<JavaClass> areMadeToBeFinal() {
        return DescribedPredicate.describe(
                "are neither abstract nor sealed, an enum nor anonymous",
                type -> !type.getModifiers().contains(JavaModifier.ABSTRACT)
                        && !type.isEnum()
                        && !type.isAnonymousClass()
                        && !type.reflect().isSealed());
    }
}
