package agentsession.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a test tells a {@link DemoProcess} to do, and what it has received. */
final class Script {
    private static final Pattern WINDOW =
            Pattern.compile("\"startTimestamp\":\"(?<start>[^\"]*)\",\"endTimestamp\":\"(?<end>[^\"]*)\"");

    /** The fate of a response. */
    enum Fate {
        COMPLETE,
        CUT,
        FAILS,
        TOO_MANY
    }

    private final List<Report> log = new ArrayList<>();
    private final Deque<Long> recent = new ArrayDeque<>();
    private int logins;
    private int limit = Integer.MAX_VALUE;
    private long period;
    private String failing = "";
    private String cut = "";
    private int cuts;

    /**
     * Executes a command and returns its reply, one line: {@code reset}; {@code limit <requests> <seconds>}; {@code fail
     * <start>} and {@code cut <times> <start>} for reports whose window starts so; {@code reports}, the statuses, windows
     * and bytes of the reports; {@code logins}, their number.
     */
    synchronized String execute(String command) {
        String[] words = command.split(" ", 3);
        switch (words[0]) {
            case "reset" -> {
                log.clear();
                recent.clear();
                logins = 0;
                limit = Integer.MAX_VALUE;
                failing = "";
                cut = "";
            }
            case "limit" -> {
                limit = Integer.parseInt(words[1]);
                period = TimeUnit.SECONDS.toNanos(Long.parseLong(words[2]));
            }
            case "fail" -> failing = command.substring("fail ".length());
            case "cut" -> {
                cuts = Integer.parseInt(words[1]);
                cut = words[2];
            }
            case "reports" -> {
                return log.stream().map(Report::toString).collect(Collectors.joining(";"));
            }
            case "logins" -> {
                return String.valueOf(logins);
            }
            default -> throw new IllegalArgumentException(command);
        }
        return "done";
    }

    synchronized int login() {
        logins++;
        return logins;
    }

    /** Decides about the response to a report request. */
    synchronized Report report(String body) {
        Matcher window = WINDOW.matcher(body);
        boolean found = window.find();
        Report report = new Report(found ? window.group("start") : "", found ? window.group("end") : "");
        log.add(report);
        report.fate = fate(report.start);
        return report;
    }

    private Fate fate(String start) {
        long now = System.nanoTime();
        while (!recent.isEmpty() && now - recent.getFirst() > period) {
            recent.removeFirst();
        }
        if (recent.size() >= limit) {
            return Fate.TOO_MANY;
        }
        recent.addLast(now);
        if (!failing.isEmpty() && start.startsWith(failing)) {
            return Fate.FAILS;
        }
        if (!cut.isEmpty() && cuts > 0 && start.startsWith(cut)) {
            cuts--;
            return Fate.CUT;
        }
        return Fate.COMPLETE;
    }

    /** A requested report. */
    static final class Report {
        private final String start;
        private final String end;
        private Fate fate = Fate.COMPLETE;
        private final AtomicLong bytes = new AtomicLong();

        private Report(String start, String end) {
            this.start = start;
            this.end = end;
        }

        Fate fate() {
            return fate;
        }

        void sent(long length) {
            bytes.addAndGet(length);
        }

        @Override
        public String toString() {
            return fate + "," + start + "," + end + "," + bytes;
        }
    }
}
