package agentsession.jdbc;

import agentsession.error.SqlState;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads streams set as parameters, to their end or to the given length. */
final class TextStreams {
    private static final int BUFFER = 8_192;

    private TextStreams() {}

    static @Nullable String read(@Nullable Reader reader, long length) throws SQLException {
        ArgumentChecks.checkNotNegative("length of the stream", length);
        if (reader == null) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[BUFFER];
        try {
            while (text.length() < length) {
                int count = reader.read(buffer, 0, (int) Math.min(BUFFER, length - text.length()));
                if (count < 0) {
                    break;
                }
                text.append(buffer, 0, count);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return text.toString();
    }

    static byte @Nullable [] bytes(@Nullable InputStream stream, long length) throws SQLException {
        ArgumentChecks.checkNotNegative("length of the stream", length);
        if (stream == null) {
            return null;
        }
        try {
            return stream.readNBytes((int) Math.min(length, Integer.MAX_VALUE));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    static @Nullable String ascii(@Nullable InputStream stream, long length) throws SQLException {
        byte[] bytes = bytes(stream, length);
        return bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII);
    }

    private static SQLException unreadable(IOException cause) {
        return SqlExceptions.of(
                SqlState.DATA_EXCEPTION, "The stream of a parameter could not be read: " + cause.getMessage(), cause);
    }
}
