package agentsession.truth;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs random queries from the command line. */
public final class TruthSearch {
    private static final int STEP = 100;

    private static final int THREADS = 2;

    private TruthSearch() {}

    /** Prints differences and errors. Arguments: {@code queries [seed [examples [first]]]}. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int queries = Integer.parseInt(args[0]);
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
        int examples = args.length > 2 ? Integer.parseInt(args[2]) : 20;
        int first = args.length > 3 ? Integer.parseInt(args[3]) : 0;
        Tally tally = new Tally(examples, out::println);
        try (Databases databases = Databases.start()) {
            out.println("seed " + seed);
            for (int from = 0; from < queries; from += STEP) {
                Search.run(databases, seed, first + from, Math.min(STEP, queries - from), THREADS, tally);
                out.println(tally.summary());
            }
            out.println(tally.report());
        }
    }
}
