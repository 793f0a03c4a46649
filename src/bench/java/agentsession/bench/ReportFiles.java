package agentsession.bench;

import agentsession.demo.DemoService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * The report of the demo in files, ordered by log-in time. The CSV is in a folder of its own, since the file adapter and
 * csvjdbc read folders.
 *
 * @param header the size of the CSV's first line, in bytes
 * @param days for each day of log-ins, in UTC, where its rows begin in the CSV; after the last day the end
 */
record ReportFiles(Path csv, Path gzip, Path xml, long header, NavigableMap<LocalDate, Long> days) {
    static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");
    static final LocalDate FIRST_DAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC).minusDays(90);
    static final LocalDate LAST_DAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);

    private static final String CSV = "CSV";

    /** Writes a report of this many rows. */
    static ReportFiles write(int rows, Path directory) throws IOException, InterruptedException {
        try (DemoService service = DemoService.start(1, rows, Clock.fixed(NOW, ZoneOffset.UTC))) {
            Path csv = Files.createDirectories(directory.resolve("csv")).resolve("report.csv");
            NavigableMap<LocalDate, Long> days = new TreeMap<>();
            long header = 0;
            try (OutputStream out = Files.newOutputStream(csv)) {
                long size = 0;
                for (LocalDate day = FIRST_DAY; !day.isAfter(LAST_DAY); day = day.plusDays(1)) {
                    try (InputStream in = report(service, CSV, day, day)) {
                        byte[] body = in.readAllBytes();
                        int first = firstLine(body);
                        if (size == 0) {
                            header = first;
                            size = first;
                            out.write(body, 0, first);
                        }
                        days.put(day, size);
                        out.write(body, first, body.length - first);
                        size += body.length - first;
                    }
                }
                days.put(LAST_DAY.plusDays(1), size);
            }
            Path gzip = directory.resolve("report.csv.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
                Files.copy(csv, out);
            }
            Path xml = directory.resolve("report.xml");
            try (InputStream in = report(service, "XML", FIRST_DAY, LAST_DAY);
                    OutputStream out = Files.newOutputStream(xml)) {
                in.transferTo(out);
            }
            return new ReportFiles(csv, gzip, xml, header, days);
        }
    }

    private static InputStream report(DemoService service, String returnType, LocalDate from, LocalDate to)
            throws IOException, InterruptedException {
        String body = """
                {"reportType": "CASPER_REPORT", "reportTypeName": "Agent_Session_Report_Raw", "reportCriteria": {
                 "criteriaType": "CASPER_CRITERIA", "reportName": "Agent_Session_Report_Raw", "timezoneName": "UTC",
                 "returnType": "%s", "startTimestamp": "%s 00:00:00", "endTimestamp": "%s 23:59:59.9999"}}
                """.formatted(returnType, from, to);
        HttpRequest request = HttpRequest.newBuilder(service.baseUri()
                        .resolve("/api/v1/admin/accounts/" + service.accountId() + "/reportsStreaming"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<InputStream> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException("The demo has answered " + response.statusCode());
        }
        return response.body();
    }

    private static int firstLine(byte[] body) {
        int end = 0;
        while (body[end] != '\n') {
            end++;
        }
        return end + 1;
    }
}
