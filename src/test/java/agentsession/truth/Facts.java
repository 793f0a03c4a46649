package agentsession.truth;

import java.time.LocalDateTime;
import java.util.List;

/** What stands in the report, for values that are in it to be asked for. */
record Facts(List<Integer> agents, List<String> teams, List<LocalDateTime> times) {}
