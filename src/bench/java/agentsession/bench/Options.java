package agentsession.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings of a run, from the system properties {@code bench.*} that the Maven profile sets.
 *
 * @param rows the rows of the report
 * @param rounds how often all contenders run in turn
 * @param warmUps how often each JVM reads the report before it is measured
 * @param runs how often each JVM reads the report while it is measured
 * @param cases the names of the sections to run; {@code all} for those that need no other JDK
 * @param java the command {@code java} of the JVMs of the contenders
 * @param oneJar the shaded jar of the driver
 * @param classes the folder of the compiled benchmark
 * @param statements the file with the statements of new shapes
 * @param directory a folder for the report, which is written anew
 */
record Options(
        int rows,
        int rounds,
        int warmUps,
        int runs,
        Set<String> cases,
        Path java,
        Path oneJar,
        Path classes,
        Path statements,
        Path directory) {
    static Options fromSystemProperties() {
        return new Options(
                Integer.parseInt(property("rows")),
                Integer.parseInt(property("rounds")),
                Integer.parseInt(property("warmUps")),
                Integer.parseInt(property("runs")),
                Arrays.stream(property("cases").split(",", -1)).collect(Collectors.toUnmodifiableSet()),
                Path.of(property("java")),
                Path.of(property("oneJar")),
                Path.of(property("classes")),
                Path.of(property("statements")),
                Path.of(property("directory")));
    }

    boolean includes(Section section) {
        return cases.contains(section.name()) || (cases.contains("all") && !section.onlyByName());
    }

    private static String property(String name) {
        String value = System.getProperty("bench." + name);
        if (value == null) {
            throw new IllegalArgumentException("The system property bench." + name + " is not set.");
        }
        return value;
    }
}
