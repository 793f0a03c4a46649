package agentsession.demo;

import agentsession.report.ReportColumn;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows as the report's text, collected as UTF-8. Written by hand, so that the service is never what is measured. */
final class CsvRows implements RowSink {
    private static final int ROOM = 4_096;

    private final byte delimiter;
    private final WallClock clock;
    private byte[] bytes = new byte[4 * ROOM];
    private int size;
    private long day = Long.MIN_VALUE;
    private byte[] dayText = {};

    CsvRows(char delimiter, ZoneId zone) {
        this.delimiter = (byte) delimiter;
        clock = new WallClock(zone);
    }

    byte[] bytes() {
        return bytes;
    }

    /** How many of the bytes are text. */
    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void header() {
        for (ReportColumn column : ReportColumn.ALL) {
            text(column.header());
        }
        endRow();
    }

    void row(Session session) {
        if (bytes.length - size < ROOM) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        SessionColumns.write(session, this);
        endRow();
    }

    private void endRow() {
        bytes[size - 1] = '\n';
    }

    @Override
    public void agentId(int value) {
        digits(value);
        end();
    }

    @Override
    public void sessionId(long value) {
        digits(value);
        end();
    }

    @Override
    public void count(int value) {
        if (value < 1_000) {
            digits(value);
        } else {
            put('"');
            grouped(value);
            put('"');
        }
        end();
    }

    @Override
    public void decimal(int hundredths) {
        if (hundredths < 100_000) {
            digits(hundredths / 100);
            fraction(hundredths % 100);
        } else {
            put('"');
            grouped(hundredths / 100);
            fraction(hundredths % 100);
            put('"');
        }
        end();
    }

    @Override
    public void percent(int hundredths) {
        digits(hundredths / 100);
        fraction(hundredths % 100);
        put('%');
        end();
    }

    @Override
    public void text(@Nullable String value) {
        if (value != null) {
            boolean quoted = mustQuote(value);
            if (quoted) {
                put('"');
            }
            characters(value);
            if (quoted) {
                put('"');
            }
        }
        end();
    }

    @Override
    public void time(long epochSecond) {
        long local = clock.localSecond(epochSecond);
        long localDay = Math.floorDiv(local, (long) CentreTime.DAY);
        if (localDay != day) {
            day = localDay;
            LocalDate date = LocalDate.ofEpochDay(localDay);
            String text = date.getMonthValue() + "/" + date.getDayOfMonth() + "/";
            int year = date.getYear() % 100;
            dayText = (text + year / 10 + year % 10 + " ").getBytes(StandardCharsets.US_ASCII);
        }
        System.arraycopy(dayText, 0, bytes, size, dayText.length);
        size += dayText.length;
        int minute = (int) (local - localDay * CentreTime.DAY) / 60;
        int hour = minute / 60;
        digits(hour % 12 == 0 ? 12 : hour % 12);
        put(':');
        twoDigits(minute % 60);
        put(' ');
        put(hour < 12 ? 'A' : 'P');
        put('M');
        end();
    }

    @Override
    public void noTime() {
        end();
    }

    private void end() {
        bytes[size++] = delimiter;
    }

    private void put(char ascii) {
        bytes[size++] = (byte) ascii;
    }

    private boolean mustQuote(String value) {
        return value.indexOf(delimiter) >= 0 || value.indexOf('"') >= 0;
    }

    private void characters(String value) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character >= 0x80) {
                byte[] encoded = value.substring(i).replace("\"", "\"\"").getBytes(StandardCharsets.UTF_8);
                System.arraycopy(encoded, 0, bytes, size, encoded.length);
                size += encoded.length;
                return;
            }
            if (character == '"') {
                put('"');
            }
            put(character);
        }
    }

    private void digits(long value) {
        int length = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            length++;
        }
        long rest = value;
        for (int i = size + length - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += length;
    }

    private void grouped(int value) {
        if (value < 1_000) {
            digits(value);
            return;
        }
        grouped(value / 1_000);
        put(',');
        put((char) ('0' + value / 100 % 10));
        twoDigits(value % 100);
    }

    private void fraction(int hundredths) {
        put('.');
        twoDigits(hundredths);
    }

    private void twoDigits(int value) {
        put((char) ('0' + value / 10));
        put((char) ('0' + value % 10));
    }
}
