package agentsession.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A demo service in a process of its own, with log-ins, a rate limit and faults. It prints its base URI, obeys {@link
 * Script commands} from standard input, one a line, and ends with it.
 */
public final class DemoProcess {
    private DemoProcess() {}

    /**
     * Serves until the end of the standard input.
     *
     * @param arguments the number of sessions, and the current time as an instant
     */
    public static void main(String[] arguments) throws IOException {
        Script script = new Script();
        DemoSettings settings = DemoSettings.of(
                1, Long.parseLong(arguments[0]), Clock.fixed(Instant.parse(arguments[1]), ZoneOffset.UTC));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (DemoService service =
                        DemoService.start(settings, List.of(new ScriptedFilter(script)), () -> ReportObserver.NONE);
                BufferedReader commands =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            out.println(service.baseUri());
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                out.println(script.execute(command));
            }
        }
    }
}
