package agentsession.decode;

import com.google.common.base.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV body in UTF-8 that are plain: one line with the right number of cells and nothing malformed, in
 * which quotation marks are only around whole cells. Their cells are decoded in place.
 */
final class PlainRecords implements ReportRecord {
    private static final byte QUOTE = '"';
    private static final long QUOTES = EightBytes.repeated(QUOTE);
    /** U+FFFD, of which a report is warned. */
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private static final long REPLACEMENTS = EightBytes.repeated(REPLACEMENT[0]);

    private final LineStream lines;
    private final byte delimiter;
    private final long delimiters;
    /** Where the cells of the last record begin and end, without quotation marks, after its start. */
    private final int[] starts;

    private final int[] ends;
    private int start;
    /** Has a high bit if a byte of the line may not be ASCII. */
    private long bits;

    /** The first and last cell with a doubled quotation mark. */
    private int firstDoubled;

    private int lastDoubled;

    /** @param width the number of cells of a record */
    PlainRecords(LineStream lines, char delimiter, int width) {
        this.lines = lines;
        this.delimiter = (byte) delimiter;
        this.delimiters = EightBytes.repeated(this.delimiter);
        this.starts = new int[width];
        this.ends = new int[width];
    }

    /** Takes the next line if it is a plain record; if not, it is still to be read. */
    boolean next() throws IOException {
        if (!lines.isAtLineStart()) {
            return false;
        }
        bits = 0;
        firstDoubled = ends.length;
        lastDoubled = -1;
        int cell = 0;
        int cellStart = 0;
        int quote = 0;
        for (int at = skipText(0); has(at); at = skipText(at + 1)) {
            byte next = get(at);
            bits |= next;
            if (next == delimiter) {
                if (cell == ends.length - 1) {
                    return false;
                }
                starts[cell] = cellStart + quote;
                ends[cell++] = at - quote;
                cellStart = at + 1;
                quote = 0;
            } else if (next == QUOTE) {
                at = at == cellStart ? closingQuote(at, cell) : -1;
                if (at < 0) {
                    return false;
                }
                quote = 1;
            } else if (isLineBreak(next)) {
                starts[cell] = cellStart + quote;
                ends[cell] = at - quote;
                return cell == ends.length - 1 && isWellFormed(at) && takeLine(at, next);
            }
        }
        return false;
    }

    /** The first position of a byte that may not be text, or the end of the bytes received. */
    private int skipText(int from) {
        byte[] block = lines.block();
        int first = lines.position();
        int end = lines.limit();
        for (int at = first + from; at < end; at += EightBytes.SIZE) {
            long bytes = EightBytes.from(block, at);
            bits |= bytes;
            long marks = EightBytes.equal(bytes, delimiters)
                    | EightBytes.equal(bytes, QUOTES)
                    | EightBytes.below(bytes, '\r' + 1);
            if (marks != 0) {
                return Math.min(at + EightBytes.first(marks), end) - first;
            }
        }
        return end - first;
    }

    /** The last position of a quoted cell, -1 if it is not plain. */
    private int closingQuote(int openingQuote, int cell) throws IOException {
        for (int at = openingQuote + 1; has(at); at++) {
            byte next = get(at);
            bits |= next;
            if (next == QUOTE) {
                if (!has(at + 1)) {
                    return -1;
                }
                byte after = get(at + 1);
                if (after != QUOTE) {
                    return after == delimiter || isLineBreak(after) ? at : -1;
                }
                firstDoubled = Math.min(cell, firstDoubled);
                lastDoubled = cell;
                at++;
            } else if (isLineBreak(next)) {
                return -1;
            }
        }
        return -1;
    }

    private boolean isWellFormed(int length) {
        return !EightBytes.hasHighBit(bits)
                || (Utf8.isWellFormed(lines.block(), lines.position(), length) && !hasReplacement(length));
    }

    private boolean hasReplacement(int length) {
        byte[] block = lines.block();
        int end = lines.position() + length;
        for (int at = lines.position(); at < end; at += EightBytes.SIZE) {
            for (long marks = EightBytes.equal(EightBytes.from(block, at), REPLACEMENTS);
                    marks != 0;
                    marks &= marks - 1) {
                int found = at + EightBytes.first(marks);
                if (Arrays.equals(block, found, found + REPLACEMENT.length, REPLACEMENT, 0, REPLACEMENT.length)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean takeLine(int length, byte lineBreak) throws IOException {
        int taken = length + 1;
        if (lineBreak == '\r') {
            if (!has(taken) || get(taken) != '\n') {
                return false;
            }
            taken++;
        }
        start = lines.position();
        lines.take(taken);
        return true;
    }

    /** Whether the line has this byte or more lines follow, which may have to be received. */
    private boolean has(int at) throws IOException {
        return lines.position() + at < lines.limit() || lines.receive();
    }

    private byte get(int at) {
        return lines.block()[lines.position() + at];
    }

    private static boolean isLineBreak(byte b) {
        return b == '\n' || b == '\r';
    }

    @Override
    public void decode(ColumnDecoder[] decoders, @Nullable Object[] row) throws InvalidCellException {
        byte[] block = lines.block();
        for (ColumnDecoder decoder : decoders) {
            int cell = decoder.cell();
            int from = start + starts[cell];
            int to = start + ends[cell];
            row[decoder.target()] = mayHaveQuote(cell) && hasQuote(from, to)
                    ? decoder.value(text(cell))
                    : decoder.value(block, from, to);
        }
    }

    @Override
    public String text(int cell) {
        String text =
                new String(lines.block(), start + starts[cell], ends[cell] - starts[cell], StandardCharsets.UTF_8);
        return mayHaveQuote(cell) ? text.replace("\"\"", "\"") : text;
    }

    private boolean mayHaveQuote(int cell) {
        return cell >= firstDoubled && cell <= lastDoubled;
    }

    private boolean hasQuote(int from, int to) {
        byte[] block = lines.block();
        for (int at = from; at < to; at++) {
            if (block[at] == QUOTE) {
                return true;
            }
        }
        return false;
    }
}
