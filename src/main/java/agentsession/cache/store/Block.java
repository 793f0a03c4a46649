package agentsession.cache.store;

import agentsession.report.ReportColumn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Consecutive rows of a report that do not change any more. */
sealed interface Block {
    /** The log-in times. */
    LoginRange logins();

    /** The number of rows. */
    int rows();

    /** Rows in memory. */
    record InMemory(LoginRange logins, List<@Nullable Object[]> data) implements Block {
        @Override
        public int rows() {
            return data.size();
        }
    }

    /** Rows in a file, by column. */
    final class InFile implements Block {
        private final LoginRange logins;
        private final int rows;
        private final Segment segment;
        private final long position;
        private final int[] ends;

        /**
         * @param position of the first column in the file
         * @param ends the end of each column, after the position
         */
        InFile(LoginRange logins, int rows, Segment segment, long position, int[] ends) {
            this.logins = logins;
            this.rows = rows;
            this.segment = segment;
            this.position = position;
            this.ends = ends;
        }

        @Override
        public LoginRange logins() {
            return logins;
        }

        @Override
        public int rows() {
            return rows;
        }

        Segment segment() {
            return segment;
        }

        /** The values of a column. The buffer is used if it is large enough; returns the one to use next time. */
        ByteBuffer read(int column, ByteBuffer buffer) throws IOException {
            int start = column == 0 ? 0 : ends[column - 1];
            int length = ends[column] - start;
            ByteBuffer used = buffer.capacity() >= length ? buffer : ByteBuffer.allocate(length);
            used.clear().limit(length);
            segment.read(used, position + start);
            return used.flip();
        }
    }

    /** Appends the columns of rows; returns the end of each. */
    static int[] encode(List<ReportColumn> columns, @Nullable Object[][] rows, int count, ByteSink out) {
        int[] ends = new int[columns.size()];
        for (int i = 0; i < ends.length; i++) {
            ColumnCodec.encode(columns.get(i).type(), rows, count, i, out);
            ends[i] = out.size();
        }
        return ends;
    }

    /**
     * The log-in times of rows.
     *
     * @param least in minutes since 1970-01-01T00:00 of local time; greater than the greatest if there is none
     * @param others whether there are rows without a log-in time, or with an invalid one
     */
    record LoginRange(long least, long greatest, boolean others) {
        private static final long MILLIS_PER_MINUTE = 60_000;

        static LoginRange of(@Nullable Object[][] rows, int count, int column) {
            long least = Long.MAX_VALUE;
            long greatest = Long.MIN_VALUE;
            boolean others = false;
            for (int i = 0; i < count; i++) {
                Object login = rows[i][column];
                if (login instanceof Long millis) {
                    long minute = minute(millis);
                    least = Math.min(least, minute);
                    greatest = Math.max(greatest, minute);
                } else {
                    others = true;
                }
            }
            return new LoginRange(least, greatest, others);
        }

        static long minute(long millis) {
            return Math.floorDiv(millis, MILLIS_PER_MINUTE);
        }

        /** Whether all rows are within minutes, so that there is no need to look at each. */
        boolean isWithin(long first, long last) {
            return !others && least >= first && greatest <= last;
        }

        /** Whether no row is within minutes. */
        boolean isOutside(long first, long last) {
            return !others && (least > last || greatest < first);
        }
    }
}
