package agentsession.bench;

import agentsession.bench.JdbcContender.Access;
import agentsession.bench.Reading.Result;
import agentsession.report.ReportColumn;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How the time of a query grows with rows, columns and login windows. */
final class Growth implements Section {
    private static final LocalDate DAY = ReportFiles.FIRST_DAY.plusDays(7);

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public List<Table> run(Setup setup, Targets targets) throws Exception {
        String all = "SELECT * FROM AGENT_SESSION";
        List<Reading> rows = new ArrayList<>();
        for (int days : List.of(7, 28, 56, 83)) {
            rows.add(reading(setup, "%d days".formatted(days), Setup.CSV, all + " WHERE " + days(0, days)));
        }
        rows.add(reading(setup, "the report", Setup.CSV, all));
        List<Reading> columns = new ArrayList<>();
        for (int count : List.of(1, 5, 10, 20, 39)) {
            columns.add(reading(
                    setup,
                    count + (count == 1 ? " column" : " columns"),
                    Setup.CSV,
                    ReportColumn.ALL.stream()
                            .limit(count)
                            .map(ReportColumn::name)
                            .collect(Collectors.joining(", ", "SELECT ", " FROM AGENT_SESSION"))));
        }
        List<Reading> windows = new ArrayList<>();
        windows.add(reading(setup, "8 days, 1 window", Setup.CSV, all + " WHERE " + days(0, 8)));
        for (int count : List.of(2, 4, 8)) {
            windows.add(
                    reading(setup, "8 days, %d windows".formatted(count), Setup.CSV, all + " WHERE " + windows(count)));
        }
        List<Reading> readings = new ArrayList<>(rows);
        readings.addAll(columns);
        readings.addAll(windows);
        Results<Reading, Result> results = Reading.measure(setup, readings);
        return List.of(
                table("rows", rows, results), table("columns", columns, results), table("windows", windows, results));
    }

    private static Reading reading(Setup setup, String name, String account, String sql) {
        return Reading.ofOurs(setup, name, setup.url(account), sql, Access.OBJECTS);
    }

    /** Eight days in windows with a day between them. */
    private static String windows(int count) {
        int length = 8 / count;
        return IntStream.range(0, count)
                .mapToObj(window -> days(window * (length + 1), length))
                .collect(Collectors.joining(" OR "));
    }

    private static String days(int first, int count) {
        return "LOGIN_DTS >= TIMESTAMP '%s 00:00:00' AND LOGIN_DTS < TIMESTAMP '%s 00:00:00'"
                .formatted(DAY.plusDays(first), DAY.plusDays(first + count));
    }

    private static Table table(String what, List<Reading> readings, Results<Reading, Result> results) {
        Table table = new Table(what, "rows", "ms", "rows/s");
        for (Reading reading : readings) {
            Result result = results.of(reading);
            table.row(
                    reading.name(),
                    "%,d".formatted(result.rows()),
                    Table.rounded(result.millis()),
                    Table.rounded(result.rows() / result.millis() * 1_000));
        }
        return table;
    }
}
