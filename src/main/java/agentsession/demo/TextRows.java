package agentsession.demo;

import agentsession.report.ReportFormat;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;

/** Formats rows as text in UTF-8. Hand-written, so that the service does not dominate performance measurements. */
abstract sealed class TextRows implements RowSink permits CsvRows, XmlRows {
    private static final int ROW_CAPACITY = 8_192;

    private final ZoneClock clock;
    private byte[] bytes = new byte[2 * ROW_CAPACITY];
    private int size;
    private long day = Long.MIN_VALUE;
    private byte[] dayText = {};

    TextRows(ZoneId zone) {
        clock = new ZoneClock(zone);
    }

    static TextRows of(ReportFormat format, ZoneId zone) {
        return switch (format.returnType()) {
            case CSV -> new CsvRows(format.delimiter().character(), zone);
            case XML -> new XmlRows(zone);
        };
    }

    /** Writes the text before the rows. */
    abstract void header();

    /** Writes the text after the rows. */
    abstract void footer();

    abstract void beginRow();

    abstract void endRow();

    /** @param special whether the cell contains characters that need quoting */
    abstract void beginCell(boolean special);

    abstract void endCell(boolean special);

    final byte[] bytes() {
        return bytes;
    }

    /** The number of valid bytes. */
    final int size() {
        return size;
    }

    final void clear() {
        size = 0;
    }

    final void row(SimulatedSession session) {
        if (bytes.length - size < ROW_CAPACITY) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        beginRow();
        SimulatedColumns.write(session, this);
        endRow();
    }

    @Override
    public final void agentId(int value) {
        sessionId(value);
    }

    @Override
    public final void sessionId(long value) {
        beginCell(false);
        digits(value);
        endCell(false);
    }

    @Override
    public final void count(int value) {
        boolean commas = value >= 1_000;
        beginCell(commas);
        grouped(value);
        endCell(commas);
    }

    @Override
    public final void decimal(int hundredths) {
        boolean commas = hundredths >= 100_000;
        beginCell(commas);
        grouped(hundredths / 100);
        fraction(hundredths % 100);
        endCell(commas);
    }

    @Override
    public final void percent(int hundredths) {
        beginCell(false);
        digits(hundredths / 100);
        fraction(hundredths % 100);
        put('%');
        endCell(false);
    }

    @Override
    public final void time(long epochSecond) {
        beginCell(false);
        localTime(epochSecond);
        endCell(false);
    }

    @Override
    public final void noTime() {
        text(null);
    }

    private void localTime(long epochSecond) {
        long local = clock.localSecond(epochSecond);
        long localDay = Math.floorDiv(local, (long) CallCentreClock.DAY);
        if (localDay != day) {
            day = localDay;
            LocalDate date = LocalDate.ofEpochDay(localDay);
            String text = date.getMonthValue() + "/" + date.getDayOfMonth() + "/";
            int year = date.getYear() % 100;
            dayText = (text + year / 10 + year % 10 + " ").getBytes(StandardCharsets.US_ASCII);
        }
        put(dayText);
        int minute = (int) (local - localDay * CallCentreClock.DAY) / 60;
        int hour = minute / 60;
        digits(hour % 12 == 0 ? 12 : hour % 12);
        put(':');
        twoDigits(minute % 60);
        put(' ');
        put(hour < 12 ? 'A' : 'P');
        put('M');
    }

    final void put(char ascii) {
        bytes[size++] = (byte) ascii;
    }

    final void put(byte[] text) {
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
    }

    /** Removes the last byte. */
    final void removeLast() {
        size--;
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
