package agentsession;

import static agentsession.RawReport.CHUNKED;
import static agentsession.RawReport.COUNT;
import static agentsession.RawReport.CSV;
import static agentsession.RawReport.HEADER;
import static agentsession.RawReport.OK;
import static agentsession.RawReport.SQL;
import static agentsession.RawReport.gzip;
import static agentsession.RawReport.read;
import static agentsession.RawReport.withLength;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import agentsession.http.RawServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A report that does not come whole is an error with the number of rows before it, wherever and however it is cut. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CutBodyIT {
    private static final String ONE_TRY = "maxRetries=0";
    private static final String MORE_THAN_THERE_ARE = SQL + " LIMIT 100";
    private static final String TWO_WINDOWS = SQL + " WHERE LOGIN_DTS < TIMESTAMP '2026-11-03 00:00:00'"
            + " OR LOGIN_DTS >= TIMESTAMP '2026-11-09 00:00:00'";

    /** The last chunk, from which on nothing is missing but the end of the protocol. */
    private static final String LAST_CHUNK = "0\r\n\r\n";

    /** How the end of a body is told, and with it how a missing end is. */
    enum Framing {
        LENGTH(withLength(CSV), 1),
        ONE_CHUNK(CHUNKED + chunk(CSV) + LAST_CHUNK, LAST_CHUNK.length()),
        CHUNKS_OF_A_FEW_BYTES(CHUNKED + chunks(CSV, 7) + LAST_CHUNK, LAST_CHUNK.length()),
        COMPRESSED(OK + "Content-Encoding: gzip\r\n\r\n" + gzip(CSV), 1),
        COMPRESSED_WITH_LENGTH(
                OK + "Content-Encoding: gzip\r\nContent-Length: " + gzip(CSV).length() + "\r\n\r\n" + gzip(CSV), 1),
        COMPRESSED_IN_CHUNKS(
                OK + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks(gzip(CSV), 7) + LAST_CHUNK,
                LAST_CHUNK.length());

        private final String answer;
        private final int lastCut;

        /** @param end how many bytes before its end the answer can be cut last so that some of the report is missing */
        Framing(String answer, int end) {
            this.answer = answer;
            this.lastCut = answer.length() - end;
        }

        /** An answer without framing and without any byte is an empty one, which is another error. */
        private int firstCut() {
            return answer.indexOf("\r\n\r\n") + 4 + (this == COMPRESSED ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void wholeItIsRead(Framing framing) throws Exception {
        try (RawServer server = new RawServer(RawServer.answering(framing.answer))) {
            assertThat(read(server, ONE_TRY, SQL)).containsExactly(1L, 2L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closedAtEachByteItIsAnError(Framing framing) throws Exception {
        assertCutAtEachByte(framing, RawServer.Connection::close);
    }

    @ParameterizedTest
    @EnumSource
    void resetAtEachByteItIsAnError(Framing framing) throws Exception {
        assertCutAtEachByte(framing, RawServer.Connection::reset);
    }

    /** The head as well: an answer without all of it is none. */
    @Test
    void cutAtEachByteOfTheHeadItIsAnError() throws Exception {
        String answer = withLength(CSV);
        assertCutAtEach(
                IntStream.range(0, answer.indexOf("\r\n\r\n") + 4).boxed().toList(),
                answer,
                RawServer.Connection::close,
                ONE_TRY,
                SQL);
    }

    @ParameterizedTest
    @EnumSource
    void aCountIsNeverThatOfFewerRows(Framing framing) throws Exception {
        assertCutAtSomeBytes(framing, COUNT);
    }

    @ParameterizedTest
    @EnumSource
    void aLimitThatIsNotReachedHidesNoCut(Framing framing) throws Exception {
        assertCutAtSomeBytes(framing, MORE_THAN_THERE_ARE);
    }

    @ParameterizedTest
    @EnumSource
    void aSortedResultIsNeverThatOfFewerRows(Framing framing) throws Exception {
        assertCutAtSomeBytes(framing, SQL + " ORDER BY 1 DESC");
    }

    /** The first window comes whole. */
    @ParameterizedTest
    @EnumSource
    void aCutOfALaterRequestIsAnError(Framing framing) throws Exception {
        AtomicInteger cut = new AtomicInteger();
        try (RawServer server = new RawServer(RawServer.alternating(RawServer.answering(framing.answer), connection -> {
                    connection.send(framing.answer.substring(0, cut.get()));
                    connection.close();
                }));
                Connection connection = RawReport.connect(server, ONE_TRY);
                Statement statement = connection.createStatement()) {
            for (int at : someCuts(framing)) {
                cut.set(at);
                assertCut(
                        catchThrowableOfType(SQLException.class, () -> read(statement, TWO_WINDOWS)),
                        framing.answer.substring(0, at));
            }
            assertThat(server.requests()).hasSize(2 * someCuts(framing).size());
        }
    }

    /** What came before the cut is handed out, and counted in the error. */
    @ParameterizedTest
    @EnumSource
    void theRowsBeforeTheCutComeAndAreCounted(Framing framing) throws Exception {
        AtomicInteger cut = new AtomicInteger();
        try (RawServer server = new RawServer(connection -> {
                    connection.send(framing.answer.substring(0, cut.get()));
                    connection.close();
                });
                Connection connection = RawReport.connect(server, ONE_TRY);
                Statement statement = connection.createStatement()) {
            Set<Integer> counts = new TreeSet<>();
            for (int at : someCuts(framing)) {
                cut.set(at);
                List<Long> came = new ArrayList<>();
                SQLException thrown = catchThrowableOfType(SQLException.class, () -> {
                    try (ResultSet rows = statement.executeQuery(SQL)) {
                        while (rows.next()) {
                            came.add(rows.getLong(1));
                        }
                    }
                });

                assertCut(thrown, framing.answer.substring(0, at));
                assertThat(came).isEqualTo(List.of(1L, 2L).subList(0, came.size()));
                assertThat(thrown.getMessage())
                        .matches(".* after " + came.size() + " (whole )?rows.*|.* before an answer came.*");
                counts.add(came.size());
            }
            assertThat(counts).contains(0, 1);
        }
    }

    @Test
    void endInsideAQuotedCellIsACutBody() throws Exception {
        assertCutText(CSV + "3,11/9/26 11:59 PM,\"Sales, We", "inside a quoted cell of record 3", "after 2");
    }

    @Test
    void endInsideARowIsACutBody() throws Exception {
        assertCutText(CSV + "3,11/9/26", "inside record 3, which has 2 of 3 cells", "after 2");
    }

    @Test
    void endInsideTheHeaderIsACutBody() throws Exception {
        assertCutText(HEADER.substring(0, HEADER.length() - 4), "inside the header", "after 0");
    }

    /** Nothing tells where such a body ends but its connection, so that only an end at a line end can be the right one. */
    @Test
    void aBodyWithoutFramingIsCutUnlessItEndsWithALine() throws Exception {
        List<Integer> withinLines = IntStream.range(1, CSV.length())
                .filter(end -> CSV.charAt(end - 1) != '\n')
                .mapToObj(end -> (OK + "\r\n").length() + end)
                .toList();

        assertCutAtEach(withinLines, OK + "\r\n" + CSV, RawServer.Connection::close, ONE_TRY, SQL);
    }

    @Test
    void aBodyWithoutFramingIsCutWhereverItIsReset() throws Exception {
        String answer = OK + "\r\n" + CSV;
        try (RawServer server = new RawServer(connection -> {
            connection.send(answer);
            connection.reset();
        })) {
            assertCut(catchThrowableOfType(SQLException.class, () -> read(server, ONE_TRY, SQL)), "all");
        }
    }

    private static void assertCutAtEachByte(Framing framing, RawServer.Script end) throws Exception {
        assertCutAtEach(
                IntStream.rangeClosed(framing.firstCut(), framing.lastCut)
                        .boxed()
                        .toList(),
                framing.answer,
                end,
                ONE_TRY,
                SQL);
    }

    private static void assertCutAtSomeBytes(Framing framing, String sql) throws Exception {
        assertCutAtEach(someCuts(framing), framing.answer, RawServer.Connection::close, ONE_TRY, sql);
    }

    /** The first, the last, and some between. */
    private static List<Integer> someCuts(Framing framing) {
        List<Integer> cuts = new ArrayList<>();
        for (int cut = framing.firstCut(); cut < framing.lastCut; cut += 5) {
            cuts.add(cut);
        }
        cuts.add(framing.lastCut);
        return cuts;
    }

    private static void assertCutAtEach(
            List<Integer> cuts, String answer, RawServer.Script end, String properties, String sql) throws Exception {
        AtomicInteger cut = new AtomicInteger();
        try (RawServer server = new RawServer(connection -> {
                    connection.send(answer.substring(0, cut.get()));
                    end.play(connection);
                });
                Connection connection = RawReport.connect(server, properties);
                Statement statement = connection.createStatement()) {
            for (int at : cuts) {
                cut.set(at);
                SQLException thrown = catchThrowableOfType(SQLException.class, () -> read(statement, sql));
                assertCut(thrown, answer.substring(0, at));
            }
            assertThat(server.requests()).hasSameSizeAs(cuts);
        }
    }

    private static void assertCutText(String text, String... words) throws IOException {
        try (RawServer server = new RawServer(RawServer.answering(withLength(text)))) {
            SQLException thrown = catchThrowableOfType(SQLException.class, () -> read(server, ONE_TRY, SQL));

            assertCut(thrown, text);
            assertThat(thrown.getMessage()).contains(words);
        }
    }

    private static void assertCut(SQLException thrown, String begun) {
        assertThat((Throwable) thrown).as("cut behind: %s", begun).isNotNull();
        assertThat(thrown.getSQLState())
                .as("%s, cut behind: %s", thrown.getMessage(), begun)
                .isEqualTo("08006");
    }

    private static String chunk(String bytes) {
        return Integer.toHexString(bytes.length()) + "\r\n" + bytes + "\r\n";
    }

    private static String chunks(String bytes, int size) {
        StringBuilder chunks = new StringBuilder();
        for (int start = 0; start < bytes.length(); start += size) {
            chunks.append(chunk(bytes.substring(start, Math.min(start + size, bytes.length()))));
        }
        return chunks.toString();
    }
}
