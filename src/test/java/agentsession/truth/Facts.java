package agentsession.truth;

import java.time.LocalDateTime;
import java.util.List;

/** Values that occur in the report. */
record Facts(List<Integer> agents, List<String> teams, List<LocalDateTime> times) {}
