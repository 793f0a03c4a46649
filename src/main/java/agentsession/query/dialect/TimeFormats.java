package agentsession.query.dialect;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The functions that format times: DATE_FORMAT of MySQL and TO_CHAR of PostgreSQL and Oracle. */
final class TimeFormats {
    /** MySQL's format letters that differ from those of {@code FORMAT_DATETIME}. */
    private static final Map<Character, String> FORMAT_LETTERS = Map.of(
            'i', "%M", 's', "%S", 'M', "%B", 'W', "%A", 'h', "%I", 'T', "%H:%M:%S", 'r', "%I:%M:%S %p", 'w', "%u");

    /** A pattern of TO_CHAR; group 1 is a pattern for a name, whose case is that of the name. */
    private static final Pattern TO_CHAR_PATTERN = Pattern.compile(
            "(?i)(month|mon|day|dy)|i?y{1,4}|mm|mi|ms|d{2,3}|hh(?:24|12)?|s{2,5}|us|i?w{1,2}|fm|[ap]m|q");

    private static final String SAME_FORMAT_LETTERS = "YymdHSIpjbae%";

    private TimeFormats() {}

    static @Nullable SqlNode dateFormat(SqlParserPos position, List<SqlNode> operands) {
        String format = operands.size() == 2 ? DialectRewriter.text(operands.get(1)) : null;
        return format == null
                ? null
                : SqlLibraryOperators.FORMAT_DATETIME.createCall(
                        position,
                        SqlLiteral.createCharString(percentFormat(format, position), position),
                        operands.get(0));
    }

    /** Uses the one of Calcite's two functions that supports HH, FM and the like; its patterns are in upper case. */
    static @Nullable SqlNode toChar(SqlParserPos position, List<SqlNode> operands) {
        if (operands.size() != 2) {
            return null;
        }
        String format = DialectRewriter.text(operands.get(1));
        if (format == null) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The format of TO_CHAR must be a string literal, as in TO_CHAR(time, 'YYYY-MM') (line %d, column %d)."
                            .formatted(position.getLineNum(), position.getColumnNum()));
        }
        if (format.contains("\"")) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "Text in double quotes is not supported in the format of TO_CHAR (line %d, column %d). Concatenate it: 'Week ' || TO_CHAR(time, 'WW')"
                            .formatted(position.getLineNum(), position.getColumnNum()));
        }
        return toChar(position, operands.get(0), format);
    }

    /** Calcite writes weeks without a leading zero, and AM and PM always in upper case. */
    private static SqlNode toChar(SqlParserPos position, SqlNode time, String format) {
        List<SqlNode> texts = new ArrayList<>();
        Matcher part = TO_CHAR_PATTERN.matcher(format);
        int start = 0;
        boolean unpadded = false;
        while (part.find()) {
            String pattern = part.group();
            boolean week = pattern.equalsIgnoreCase("WW") && !unpadded;
            if (week || pattern.equals("am") || pattern.equals("pm")) {
                texts.add(formatted(position, time, format.substring(start, part.start())));
                SqlNode text = formatted(position, time, pattern);
                texts.add(week ? padded(position, text) : SqlStdOperatorTable.LOWER.createCall(position, text));
                start = part.end();
            }
            unpadded = pattern.equalsIgnoreCase("FM");
        }
        if (start < format.length() || texts.isEmpty()) {
            texts.add(formatted(position, time, format.substring(start)));
        }
        return texts.stream()
                .reduce((left, right) -> SqlStdOperatorTable.CONCAT.createCall(position, left, right))
                .orElseThrow();
    }

    private static SqlNode formatted(SqlParserPos position, SqlNode time, String format) {
        return SqlLibraryOperators.TO_CHAR_PG.createCall(
                position, time, SqlLiteral.createCharString(upperCased(format), position));
    }

    private static SqlNode padded(SqlParserPos position, SqlNode week) {
        return SqlLibraryOperators.LPAD.createCall(
                position,
                week,
                SqlLiteral.createExactNumeric("2", position),
                SqlLiteral.createCharString("0", position));
    }

    private static String upperCased(String format) {
        return TO_CHAR_PATTERN
                .matcher(format)
                .replaceAll(pattern ->
                        pattern.group(1) == null ? pattern.group().toUpperCase(Locale.ROOT) : pattern.group());
    }

    private static String percentFormat(String format, SqlParserPos position) {
        StringBuilder translated = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                translated.append(c);
                continue;
            }
            char letter = format.charAt(++i);
            String other = FORMAT_LETTERS.get(letter);
            if (other == null && SAME_FORMAT_LETTERS.indexOf(letter) < 0) {
                throw new DriverException(
                        SqlState.INVALID_PARAMETER_VALUE,
                        "DATE_FORMAT does not support %%%s (line %d, column %d). Another way is TO_CHAR(time, 'YYYY-MM-DD HH24:MI')."
                                .formatted(letter, position.getLineNum(), position.getColumnNum()));
            }
            translated.append(other == null ? "%" + letter : other);
        }
        return translated.toString();
    }
}
