package agentsession.query.function;

import org.apache.calcite.runtime.SqlFunctions;
import org.apache.calcite.util.format.FormatElementEnum;

/**
 * FORMAT_DATE, FORMAT_DATETIME, FORMAT_TIME and FORMAT_TIMESTAMP, which leave nothing in the thread. Public for the code
 * that Calcite generates.
 */
public final class FormatFunction extends SqlFunctions.DateFormatFunction {
    private static final CalciteThreadLocal WORK_SPACE =
            CalciteThreadLocal.of(FormatElementEnum.class.getName() + "$Work", "THREAD_WORK");

    @Override
    public String formatTimestamp(String format, long timestamp) {
        return WORK_SPACE.during(() -> super.formatTimestamp(format, timestamp));
    }

    @Override
    public String formatDate(String format, int date) {
        return WORK_SPACE.during(() -> super.formatDate(format, date));
    }

    @Override
    public String formatTime(String format, int time) {
        return WORK_SPACE.during(() -> super.formatTime(format, time));
    }
}
