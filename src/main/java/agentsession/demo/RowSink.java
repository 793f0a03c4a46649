package agentsession.demo;

import org.jspecify.annotations.Nullable;

/** Writes the cells of a row, in the order of the report. */
interface RowSink {
    /** An ID: a number without thousands separators. */
    void agentId(int value);

    void sessionId(long value);

    void count(int value);

    /** A decimal number, in hundredths. */
    void decimal(int hundredths);

    /** A percentage, in hundredths of a percent. */
    void percent(int hundredths);

    void text(@Nullable String value);

    /** A time, in seconds since the epoch. */
    void time(long epochSecond);

    void noTime();
}
