package agentsession;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shaded jar with the driver and its dependencies. */
class OneJarIT {
    private static final Path ONE_JAR = Path.of(System.getProperty("oneJar"));
    private static final Path OLD_LIBRARIES = Path.of(System.getProperty("oldLibraries"));

    private static final Set<String> RESOURCES = Set.of(
            "META-INF/FastDoubleParser-LICENSE",
            "META-INF/FastDoubleParser-ThirdParty-LICENSE",
            "META-INF/LICENSE",
            "META-INF/LICENSES.txt",
            "META-INF/MANIFEST.MF",
            "META-INF/NOTICE",
            "META-INF/Schubfach-LICENSE",
            "META-INF/services/agentsession.internal.org.codehaus.commons.compiler.ICompilerFactory",
            "META-INF/services/agentsession.internal.org.slf4j.spi.SLF4JServiceProvider",
            "META-INF/services/java.sql.Driver",
            "agentsession/config/version.properties",
            "agentsession/internal/org/apache/calcite/runtime/CalciteResource.properties");

    /** Code that no query uses, whose dependencies are not in the jar. */
    private static final List<String> UNUSED = List.of(
            // Avatica's client and server
            "agentsession.internal.org.apache.calcite.avatica.remote.",
            // Lattices
            "agentsession.internal.org.apache.calcite.materialize.TileSuggester",
            // HILBERT
            "agentsession.internal.org.apache.calcite.runtime.HilbertCurve2D",
            // Models in YAML
            "agentsession.internal.com.fasterxml.jackson.dataformat.yaml.",
            // Java beans from JSON
            "agentsession.internal.net.minidev.asm.");

    @TempDir
    private static Path application;

    @BeforeAll
    static void copyTheApplication() throws IOException {
        String file = OneJarClient.class.getName().replace('.', '/') + ".class";
        Path target = application.resolve(file);
        Files.createDirectories(requireNonNull(target.getParent()));
        try (InputStream in = requireNonNull(OneJarClient.class.getResourceAsStream("/" + file))) {
            Files.copy(in, target);
        }
    }

    @Test
    void itsResultsAreThoseOfTheDriverWithItsDependencies() throws Exception {
        assertThat(seenWith(application, ONE_JAR)).isEqualTo(OneJarClient.seen());
    }

    @Test
    void olderLibrariesBeforeItDoNotAffectIt() throws Exception {
        List<Path> classPath = new ArrayList<>(oldLibraries());
        classPath.add(ONE_JAR);
        classPath.add(application);
        assertThat(seenWith(classPath.toArray(Path[]::new))).isEqualTo(OneJarClient.seen());
    }

    @Test
    void olderLibrariesAfterItDoNotAffectIt() throws Exception {
        List<Path> classPath = new ArrayList<>(List.of(application, ONE_JAR));
        classPath.addAll(oldLibraries());
        assertThat(seenWith(classPath.toArray(Path[]::new))).isEqualTo(OneJarClient.seen());
    }

    @Test
    void itIsAModule() throws Exception {
        String description = run(
                "--module-path",
                ONE_JAR.toString(),
                "--add-modules",
                "agentsession",
                "--describe-module",
                "agentsession");
        assertThat(description)
                .startsWith("agentsession@")
                .contains("provides java.sql.Driver with agentsession.jdbc.AgentSessionDriver");
    }

    @Test
    void allClassesAreInItsOwnPackages() throws IOException {
        try (JarFile jar = new JarFile(ONE_JAR.toFile())) {
            assertThat(files(jar).filter(name -> !name.endsWith(".class")))
                    .containsExactlyInAnyOrderElementsOf(RESOURCES);
            assertThat(files(jar).filter(name -> name.endsWith(".class")))
                    .allMatch(name -> name.startsWith("agentsession/"))
                    .noneMatch(name -> name.endsWith("module-info.class"));
        }
    }

    @Test
    void itRegistersOnlyThisDriver() throws IOException {
        assertThat(text("META-INF/services/java.sql.Driver").lines())
                .containsExactly("agentsession.jdbc.AgentSessionDriver");
    }

    @Test
    void itsManifestHasNameAndVersion() throws IOException {
        try (JarFile jar = new JarFile(ONE_JAR.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Implementation-Title")).isEqualTo("agent-session-jdbc");
            assertThat(ONE_JAR.getFileName())
                    .hasToString("agent-session-jdbc-" + manifest.getValue("Implementation-Version") + "-all.jar");
            assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("agentsession");
        }
    }

    @Test
    void everyLibraryInItIsListedWithItsLicense() throws IOException {
        Set<String> listed = new TreeSet<>();
        Pattern.compile("^(agentsession\\.internal\\.\\S+) ", Pattern.MULTILINE)
                .matcher(text("META-INF/LICENSES.txt"))
                .results()
                .forEach(match -> listed.add(match.group(1).replace('.', '/') + "/"));
        Set<String> found = new TreeSet<>();
        try (JarFile jar = new JarFile(ONE_JAR.toFile())) {
            files(jar)
                    .filter(name -> name.startsWith("agentsession/internal/"))
                    .forEach(name -> found.add(
                            listed.stream().filter(name::startsWith).findAny().orElse(name)));
        }
        assertThat(found).isEqualTo(listed);
    }

    /** Checks that the classes which minimizing removes are not needed. */
    @Test
    void onlyUnusedClassesLackDependencies() throws Exception {
        List<String> incomplete = new ArrayList<>();
        try (JarFile jar = new JarFile(ONE_JAR.toFile());
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {ONE_JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            for (String file :
                    files(jar).filter(name -> name.endsWith(".class")).toList()) {
                String name =
                        file.substring(0, file.length() - ".class".length()).replace('/', '.');
                try {
                    // Reading the constructors verifies the class, which loads its dependencies.
                    assertThat(Class.forName(name, false, loader).getDeclaredConstructors())
                            .isNotNull();
                } catch (LinkageError e) {
                    if (UNUSED.stream().noneMatch(name::startsWith)) {
                        incomplete.add(name + " " + e);
                    }
                }
            }
        }
        assertThat(incomplete).isEmpty();
    }

    private static Stream<String> files(JarFile jar) {
        return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName);
    }

    private static String text(String entry) throws IOException {
        try (JarFile jar = new JarFile(ONE_JAR.toFile());
                InputStream in = jar.getInputStream(jar.getEntry(entry))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static List<Path> oldLibraries() throws IOException {
        try (Stream<Path> files = Files.list(OLD_LIBRARIES)) {
            List<Path> jars = files.sorted().toList();
            assertThat(jars).anyMatch(jar -> jar.toString().contains("calcite-core-1.20"));
            return jars;
        }
    }

    private static String seenWith(Path... classPath) throws IOException, InterruptedException {
        return run(
                "-cp",
                String.join(
                        File.pathSeparator,
                        Stream.of(classPath).map(Path::toString).toList()),
                OneJarClient.class.getName());
    }

    /** Runs a separate JVM, which must not print errors, and returns its output. */
    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Path out = application.resolve("out.txt");
        Path err = application.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(err)).isEmpty();
        assertThat(process.exitValue()).isZero();
        return Files.readString(out);
    }
}
