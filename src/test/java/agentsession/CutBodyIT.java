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

/** A truncated report is an error with the number of rows before it, wherever and however it is truncated. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CutBodyIT {
    private static final String ONE_TRY = "maxRetries=0";
    private static final String MORE_THAN_THERE_ARE = SQL + " LIMIT 100";
    private static final String TWO_WINDOWS = SQL + " WHERE LOGIN_DTS < TIMESTAMP '2026-11-03 00:00:00'"
            + " OR LOGIN_DTS >= TIMESTAMP '2026-11-09 00:00:00'";

    /** The last chunk; after it only the end of the protocol is missing. */
    private static final String LAST_CHUNK = "0\r\n\r\n";

    /** How the end of a body is marked. */
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

        private final String response;
        private final int lastCut;

        /** @param end the minimum number of bytes to cut so that some of the report is missing */
        Framing(String response, int end) {
            this.response = response;
            this.lastCut = response.length() - end;
        }

        /** A response without framing and without any byte is empty, which is another error. */
        private int firstCut() {
            return response.indexOf("\r\n\r\n") + 4 + (this == COMPRESSED ? 1 : 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCompleteReportIsRead(Framing framing) throws Exception {
        try (RawServer server = new RawServer(RawServer.answering(framing.response))) {
            assertThat(read(server, ONE_TRY, SQL)).containsExactly(1L, 2L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCloseAtEachByteIsAnError(Framing framing) throws Exception {
        assertCutAtEachByte(framing, RawServer.Connection::close);
    }

    @ParameterizedTest
    @EnumSource
    void aResetAtEachByteIsAnError(Framing framing) throws Exception {
        assertCutAtEachByte(framing, RawServer.Connection::reset);
    }

    /** Response headers that are incomplete. */
    @Test
    void aCutAtEachByteOfTheHeadersIsAnError() throws Exception {
        String response = withLength(CSV);
        assertCutAtEach(
                IntStream.range(0, response.indexOf("\r\n\r\n") + 4).boxed().toList(),
                response,
                RawServer.Connection::close,
                ONE_TRY,
                SQL);
    }

    @ParameterizedTest
    @EnumSource
    void aCountOfATruncatedReportIsAnError(Framing framing) throws Exception {
        assertCutAtSomeBytes(framing, COUNT);
    }

    @ParameterizedTest
    @EnumSource
    void aCutBelowTheLimitIsAnError(Framing framing) throws Exception {
        assertCutAtSomeBytes(framing, MORE_THAN_THERE_ARE);
    }

    @ParameterizedTest
    @EnumSource
    void aSortedResultOfATruncatedReportIsAnError(Framing framing) throws Exception {
        assertCutAtSomeBytes(framing, SQL + " ORDER BY 1 DESC");
    }

    /** The first window is complete. */
    @ParameterizedTest
    @EnumSource
    void aCutOfALaterRequestIsAnError(Framing framing) throws Exception {
        AtomicInteger cut = new AtomicInteger();
        try (RawServer server =
                        new RawServer(RawServer.alternating(RawServer.answering(framing.response), connection -> {
                            connection.send(framing.response.substring(0, cut.get()));
                            connection.close();
                        }));
                Connection connection = RawReport.connect(server, ONE_TRY);
                Statement statement = connection.createStatement()) {
            for (int at : someCuts(framing)) {
                cut.set(at);
                assertCut(
                        catchThrowableOfType(SQLException.class, () -> read(statement, TWO_WINDOWS)),
                        framing.response.substring(0, at));
            }
            assertThat(server.requests()).hasSize(2 * someCuts(framing).size());
        }
    }

    /** The rows before the cut are returned, and counted in the error. */
    @ParameterizedTest
    @EnumSource
    void theRowsBeforeTheCutAreReturnedAndCounted(Framing framing) throws Exception {
        AtomicInteger cut = new AtomicInteger();
        try (RawServer server = new RawServer(connection -> {
                    connection.send(framing.response.substring(0, cut.get()));
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

                assertCut(thrown, framing.response.substring(0, at));
                assertThat(came).isEqualTo(List.of(1L, 2L).subList(0, came.size()));
                assertThat(thrown.getMessage())
                        .matches(".* after " + came.size() + " (whole )?rows.*|.* before the response.*");
                counts.add(came.size());
            }
            assertThat(counts).contains(0, 1);
        }
    }

    @Test
    void anEndInsideAQuotedCellIsATruncatedBody() throws Exception {
        assertCutText(CSV + "3,11/9/26 11:59 PM,\"Sales, We", "inside a quoted cell of record 3", "after 2");
    }

    @Test
    void anEndInsideARowIsATruncatedBody() throws Exception {
        assertCutText(CSV + "3,11/9/26", "inside record 3, which has 2 of 3 cells", "after 2");
    }

    @Test
    void anEndInsideTheHeaderIsATruncatedBody() throws Exception {
        assertCutText(HEADER.substring(0, HEADER.length() - 4), "inside the header", "after 0");
    }

    /** Only the end of the connection ends such a body, so that it must end with a line break. */
    @Test
    void aBodyWithoutFramingIsTruncatedUnlessItEndsWithALineBreak() throws Exception {
        List<Integer> withinLines = IntStream.range(1, CSV.length())
                .filter(end -> CSV.charAt(end - 1) != '\n')
                .mapToObj(end -> (OK + "\r\n").length() + end)
                .toList();

        assertCutAtEach(withinLines, OK + "\r\n" + CSV, RawServer.Connection::close, ONE_TRY, SQL);
    }

    @Test
    void aResetBodyWithoutFramingIsTruncated() throws Exception {
        String response = OK + "\r\n" + CSV;
        try (RawServer server = new RawServer(connection -> {
            connection.send(response);
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
                framing.response,
                end,
                ONE_TRY,
                SQL);
    }

    private static void assertCutAtSomeBytes(Framing framing, String sql) throws Exception {
        assertCutAtEach(someCuts(framing), framing.response, RawServer.Connection::close, ONE_TRY, sql);
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
            List<Integer> cuts, String response, RawServer.Script end, String properties, String sql) throws Exception {
        AtomicInteger cut = new AtomicInteger();
        try (RawServer server = new RawServer(connection -> {
                    connection.send(response.substring(0, cut.get()));
                    end.play(connection);
                });
                Connection connection = RawReport.connect(server, properties);
                Statement statement = connection.createStatement()) {
            for (int at : cuts) {
                cut.set(at);
                SQLException thrown = catchThrowableOfType(SQLException.class, () -> read(statement, sql));
                assertCut(thrown, response.substring(0, at));
            }
            assertThat(server.requests()).hasSameSizeAs(cuts);
        }
    }

    private static void assertCutText(String text, String... parts) throws IOException {
        try (RawServer server = new RawServer(RawServer.answering(withLength(text)))) {
            SQLException thrown = catchThrowableOfType(SQLException.class, () -> read(server, ONE_TRY, SQL));

            assertCut(thrown, text);
            assertThat(thrown.getMessage()).contains(parts);
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
