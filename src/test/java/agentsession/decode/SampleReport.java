package agentsession.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import agentsession.report.ColumnType;
import agentsession.report.ReportColumn;
import agentsession.report.ReportFormat;
import agentsession.report.ReportFormat.Delimiter;
import agentsession.report.ReportFormat.ReturnType;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Rows of all columns, and the format in which they are written. */
record SampleReport(
        List<List<Object>> rows, List<ReportColumn> order, Delimiter delimiter, String lineEnd, boolean quoteAll) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("M/d/yy h:mm a", Locale.US);

    static Arbitrary<SampleReport> any() {
        return Combinators.combine(
                        row().list().ofMaxSize(12),
                        Arbitraries.shuffle(ReportColumn.ALL),
                        Arbitraries.of(Delimiter.class),
                        Arbitraries.of("\n", "\r\n"),
                        Arbitraries.of(true, false))
                .as(SampleReport::new);
    }

    /** Returns a copy without the characters that XML does not allow. */
    SampleReport withoutControlCharacters() {
        List<List<Object>> cleaned = rows.stream()
                .map(row -> row.stream()
                        .map(value -> value instanceof String text
                                ? text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "")
                                : value)
                        .toList())
                .toList();
        return new SampleReport(cleaned, order, delimiter, lineEnd, quoteAll);
    }

    String csv() {
        StringBuilder csv = new StringBuilder();
        csv.append(line(order.stream().map(ReportColumn::header).toList()));
        rows.forEach(row -> csv.append(line(cells(row))));
        return csv.toString();
    }

    ReportFormat csvFormat() {
        return new ReportFormat(ReturnType.CSV, delimiter);
    }

    String xml(XmlLayout layout) {
        return XmlLayout.document(
                rows.stream().map(row -> layout.row(order, cells(row))).toArray(String[]::new));
    }

    SampleReport head(int count) {
        return new SampleReport(rows.subList(0, count), order, delimiter, lineEnd, quoteAll);
    }

    /** Returns the rows that a reader of these columns must return. */
    List<List<@Nullable Object>> decoded(List<ReportColumn> wanted) {
        return rows.stream()
                .map(row -> wanted.stream()
                        .map(column -> decoded(row.get(column.index())))
                        .collect(Collectors.<@Nullable Object, List<@Nullable Object>>toCollection(ArrayList::new)))
                .toList();
    }

    private static @Nullable Object decoded(Object value) {
        if (value instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC).toEpochMilli();
        }
        return value.equals("") ? null : value;
    }

    private List<String> cells(List<Object> row) {
        return order.stream().map(column -> shown(row.get(column.index()))).toList();
    }

    private static String shown(Object value) {
        return value instanceof LocalDateTime time ? TIME.format(time) : value.toString();
    }

    private String line(List<String> cells) {
        return cells.stream()
                .map(this::quoted)
                .collect(Collectors.joining(String.valueOf(delimiter.character()), "", lineEnd));
    }

    private String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == delimiter.character() || c == '"' || c == '\n' || c == '\r');
        return plain && !quoteAll ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private static Arbitrary<List<Object>> row() {
        return Combinators.combine(ReportColumn.ALL.stream()
                        .map(column -> value(column.type()))
                        .toList())
                .as(values -> values);
    }

    private static Arbitrary<Object> value(ColumnType type) {
        Arbitrary<Object> value =
                switch (type) {
                    case INTEGER -> Arbitraries.integers().asGeneric();
                    case BIGINT -> Arbitraries.longs().asGeneric();
                    case DECIMAL ->
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("-9999999999"), new BigDecimal("9999999999"))
                                .ofScale(2)
                                .map(number -> number.setScale(2))
                                .asGeneric();
                    case VARCHAR ->
                        Arbitraries.oneOf(
                                        Arbitraries.strings().ofMaxLength(8),
                                        Arbitraries.strings()
                                                .withChars("ab \"',|\t\r\n\\é€\uFEFF<>&;]-")
                                                .ofMaxLength(12))
                                .filter(text -> UTF_8.newEncoder().canEncode(text) && !text.contains("\uFFFD"))
                                .asGeneric();
                    case TIMESTAMP ->
                        Arbitraries.longs()
                                .between(0, 99L * 365 * 24 * 60)
                                .map(LocalDateTime.of(2000, 1, 1, 0, 0)::plusMinutes)
                                .asGeneric();
                };
        return Arbitraries.frequencyOf(Tuple.of(5, value), Tuple.of(1, Arbitraries.just("")));
    }
}
