package agentsession.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs a main class of the benchmark in a JVM of its own. */
final class ChildJvm {
    private final Path java;
    private final Path programs;

    /**
     * Takes the command and the benchmark.
     *
     * @param java the command {@code java}
     * @param programs the jar of the benchmark
     */
    ChildJvm(Path java, Path programs) {
        this.java = java;
        this.programs = programs;
    }

    /**
     * Runs it to its end.
     *
     * @param jars the class path, in front of the benchmark
     * @return its output: each line is a key and its values, separated by spaces
     */
    Output run(List<String> options, List<Path> jars, Class<?> main, List<String> arguments)
            throws IOException, InterruptedException {
        List<Path> classPath = new ArrayList<>(jars);
        classPath.add(programs);
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(options);
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(main.getName());
        command.addAll(arguments);
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        List<String> lines;
        try (BufferedReader reader = process.inputReader()) {
            lines = reader.lines().toList();
        } finally {
            process.destroy();
        }
        if (process.waitFor() != 0) {
            throw new IOException("A JVM failed: " + command + lines);
        }
        return new Output(lines);
    }

    /** What a child has printed. */
    static final class Output {
        private final Map<String, List<String>> values = new HashMap<>();

        private Output(List<String> lines) {
            for (String line : lines) {
                List<String> parts = Arrays.asList(line.split(" ", -1));
                values.put(parts.get(0), parts.subList(1, parts.size()));
            }
        }

        List<Double> numbers(String key) {
            return required(key).stream().map(Double::valueOf).toList();
        }

        double number(String key) {
            return numbers(key).get(0);
        }

        @Override
        public String toString() {
            return values.toString();
        }

        private List<String> required(String key) {
            List<String> found = values.get(key);
            if (found == null) {
                throw new IllegalStateException("The child has not printed " + key + ", only " + values);
            }
            return found;
        }
    }
}
