package agentsession;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.rules.CoreRules;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the packages: which may use which, and what none may do. */
final class PackageRulesTest {
    private static final String ROOT = "agentsession";

    private static final Pattern ROW = Pattern.compile("\\| \\[`agentsession\\.([a-z.]+)`]\\(.*\\|([^|\n]*)\\|");

    private static final Set<String> SETTERS = Set.of(
            "System.setProperty",
            "System.setProperties",
            "System.clearProperty",
            "Security.setProperty",
            "Locale.setDefault",
            "TimeZone.setDefault",
            "ProxySelector.setDefault",
            "Authenticator.setDefault");

    private static final JavaClasses CLASSES = ImportedClasses.PRODUCT;

    /** The table lists the packages, and exactly what each uses. */
    @Test
    void packagesUseThoseOfTheTable() throws IOException {
        Map<String, Set<String>> table = new TreeMap<>();
        Matcher rows = ROW.matcher(Files.readString(Path.of("docs/architecture.md")));
        while (rows.find()) {
            table.put(
                    rows.group(1),
                    new TreeSet<>(
                            Splitter.on(',').trimResults().omitEmptyStrings().splitToList(rows.group(2))));
        }

        assertThat(packages()).isEqualTo(table);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** The listed packages are exactly those that use it, so that the rule does not become obsolete. */
    @ParameterizedTest
    @CsvSource({
        "java.sql.., jdbc",
        "javax.sql.., jdbc",
        "org.apache.commons.csv.., decode",
        "javax.xml.stream.., decode",
        "java.net.http.., http",
        "com.fasterxml.jackson.., demo http service signin text",
        "com.sun.net.httpserver.., demo"
    })
    void onlyThesePackagesUse(String packages, String users) {
        DescribedPredicate<JavaClass> used = resideInAPackage(packages);

        assertThat(CLASSES.stream()
                        .filter(user -> user.getDirectDependenciesFromSelf().stream()
                                .anyMatch(dependency -> used.test(dependency.getTargetClass())))
                        .map(PackageRulesTest::packageOf)
                        .collect(toSet()))
                .containsExactlyInAnyOrder(users.split(" "));
    }

    @Test
    void theAdapterIsIndependentOfJdbc() {
        noClasses()
                .that(resideInAPackage(ROOT + ".adapter"))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.apache.calcite.jdbc.."))
                .check(CLASSES);
    }

    @Test
    void classesAreFinalOrExtended() {
        classes()
                .that(areMadeToBeFinal())
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    /** Its initialization creates all rules of Calcite, which the first query of a process would wait for. */
    @Test
    void rulesAreNotTakenFromCoreRules() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(CoreRules.class)
                .check(CLASSES);
    }

    @Test
    void noPackageIsNamedImpl() {
        noClasses().should().resideInAPackage("..impl..").check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CLASSES.stream().map(JavaClass::getPackage).distinct())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.getPackageInfo().isAnnotatedWith(NullMarked.class))
                        .isTrue());
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

    /** System properties, locale and time zone belong to the whole JVM. */
    @Test
    void noSettingOfTheJvmIsChanged() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a system property or a default of the JVM is set",
                        call -> SETTERS.contains(call.getTargetOwner().getSimpleName() + "." + call.getName())))
                .check(CLASSES);
    }

    /** The packages, without the root, and which others each uses. */
    private static Map<String, Set<String>> packages() {
        Map<String, Set<String>> packages = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            String user = packageOf(type);
            Set<String> used = packages.computeIfAbsent(user, name -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .filter(target -> target.getPackageName().startsWith(ROOT + "."))
                    .map(PackageRulesTest::packageOf)
                    .filter(other -> !other.equals(user))
                    .forEach(used::add);
        }
        return packages;
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().substring(ROOT.length() + 1);
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
