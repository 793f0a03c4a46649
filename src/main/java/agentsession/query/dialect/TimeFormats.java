package agentsession.query.dialect;

import agentsession.error.DriverException;
import agentsession.error.SqlState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** The functions that write times as text, by the patterns of MySQL and of PostgreSQL and Oracle. */
public final class TimeFormats {
    /** MySQL's letters for the parts of a time, where they are not the ones of {@code FORMAT_DATETIME}. */
    private static final Map<Character, String> FORMAT_LETTERS = Map.of(
            'i', "%M", 's', "%S", 'M', "%B", 'W', "%A", 'h', "%I", 'T', "%H:%M:%S", 'r', "%I:%M:%S %p", 'w', "%u");

    /** A pattern of TO_CHAR: one for a name, which tells by its case that of the name, or else one for a number. */
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

    /** The one of Calcite's two that knows HH, FM and the like; it wants its patterns in upper case. */
    static @Nullable SqlNode toChar(SqlParserPos position, List<SqlNode> operands) {
        if (operands.size() != 2) {
            return null;
        }
        String format = DialectRewriter.text(operands.get(1));
        if (format == null) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "The format of TO_CHAR has to be a text in quotes, as in TO_CHAR(time, 'YYYY-MM') (line %d, column %d)."
                            .formatted(position.getLineNum(), position.getColumnNum()));
        }
        if (format != null && format.contains("\"")) {
            throw new DriverException(
                    SqlState.INVALID_PARAMETER_VALUE,
                    "TO_CHAR takes no text in double quotes here (line %d, column %d). Join it on: 'Week ' || TO_CHAR(time, 'WW')"
                            .formatted(position.getLineNum(), position.getColumnNum()));
        }
        SqlNode pattern = format == null ? operands.get(1) : SqlLiteral.createCharString(upperCased(format), position);
        return SqlLibraryOperators.TO_CHAR_PG.createCall(position, operands.get(0), pattern);
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
                        "DATE_FORMAT has no %%%s here (line %d, column %d); TO_CHAR(time, 'YYYY-MM-DD HH24:MI') may serve"
                                .formatted(letter, position.getLineNum(), position.getColumnNum()));
            }
            translated.append(other == null ? "%" + letter : other);
        }
        return translated.toString();
    }
}
