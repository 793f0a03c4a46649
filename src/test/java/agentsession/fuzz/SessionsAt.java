package agentsession.fuzz;

import static java.util.stream.Collectors.joining;

import agentsession.concurrent.CancellationToken;
import agentsession.report.ReportColumn;
import agentsession.report.ReportRequest;
import agentsession.service.ReportBody;
import agentsession.service.ReportConsumer;
import agentsession.service.ReportService;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A service with sessions at given times, which sends exactly those of the criteria. */
final class SessionsAt implements ReportService {
    private static final String HEADER =
            ReportColumn.ALL.stream().map(ReportColumn::header).collect(joining(",", "", "\r\n"));
    private static final List<String> TEAMS = List.of("Billing", "billing", "Billing ", "Bilbao", "[No Team Name]", "");
    private static final DateTimeFormatter CELL = DateTimeFormatter.ofPattern("M/d/uuuu h:mm a", Locale.US);
    private static final int AGENTS = 13;
    private static final int MOST_MINUTES = 1_700;

    private final List<Session> sessions;
    private final AtomicInteger sent = new AtomicInteger();

    private record Session(String login, int agent, String team, String line) {}

    SessionsAt(List<String> times) {
        sessions = IntStream.range(0, times.size())
                .mapToObj(i -> session(i, times.get(i)))
                .toList();
    }

    /** The number of sessions sent. */
    int sent() {
        return sent.get();
    }

    private static Session session(int number, String login) {
        int agent = number % AGENTS;
        String team = TEAMS.get(number % TEAMS.size());
        LocalDateTime began = LocalDateTime.parse(login.replace(' ', 'T'));
        String logout = number % 9 == 0 ? "" : CELL.format(began.plusMinutes((long) number * number % MOST_MINUTES));
        String line = ReportColumn.ALL.stream()
                .map(column -> switch (column) {
                    case AGENT_ID -> Integer.toString(agent);
                    case LOGIN_DTS -> CELL.format(began);
                    case LOGOUT_DTS -> logout;
                    case TEAM -> team;
                    case LOGIN_SESSION_ID -> Integer.toString(number);
                    default -> "";
                })
                .collect(joining(",", "", "\r\n"));
        return new Session(String.format(Locale.ROOT, "%s.0000", login), agent, team, line);
    }

    private boolean isAskedFor(Session session, ReportRequest request) {
        return session.login.compareTo(request.window().startTimestamp()) >= 0
                && session.login.compareTo(request.window().endTimestamp()) <= 0
                && (request.agentIds().isEmpty() || request.agentIds().contains(session.agent))
                && (request.teams().isEmpty() || request.teams().contains(session.team));
    }

    @Override
    public void download(ReportRequest request, ReportConsumer consumer, CancellationToken token) {
        List<String> lines = sessions.stream()
                .filter(session -> isAskedFor(session, request))
                .map(Session::line)
                .toList();
        sent.addAndGet(lines.size());
        consumer.read(new ReportBody(
                new ByteArrayInputStream((HEADER + String.join("", lines)).getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8,
                UnaryOperator.identity()));
    }

    @Override
    public void close() {}
}
