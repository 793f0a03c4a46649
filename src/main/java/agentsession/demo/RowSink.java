package agentsession.demo;

import org.jspecify.annotations.Nullable;

/** Takes the cells of a row, in the report's order, in whatever form. */
interface RowSink {
    /** A number that is a name: no thousands separators. */
    void agentId(int value);

    void sessionId(long value);

    void count(int value);

    /** Hundredths of a number. */
    void decimal(int hundredths);

    /** Hundredths of a percent. */
    void percent(int hundredths);

    void text(@Nullable String value);

    /** A second of the epoch. */
    void time(long epochSecond);

    void noTime();
}
