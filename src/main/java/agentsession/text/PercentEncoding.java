package agentsession.text;

import com.google.common.escape.Escaper;
import com.google.common.net.PercentEscaper;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Percent-encoding of UTF-8 in the parts of a URL. A plus sign is literal, as in the time zone {@code Etc/GMT+5}.
 *
 * <p>{@link java.net.URLDecoder} is for forms: it decodes a plus sign to a space, and accepts malformed UTF-8.
 */
public final class PercentEncoding {
    private static final String UNRESERVED = "-._~:,+";
    private static final Escaper SEGMENT = new PercentEscaper(UNRESERVED, false);
    private static final Escaper VALUE = new PercentEscaper(UNRESERVED + "/", false);

    private PercentEncoding() {}

    /** The decoded string; empty for a malformed escape or malformed UTF-8. */
    public static Optional<String> decode(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); ) {
            if (text.charAt(i) == '%') {
                if (i + 2 >= text.length()
                        || !HexFormat.isHexDigit(text.charAt(i + 1))
                        || !HexFormat.isHexDigit(text.charAt(i + 2))) {
                    return Optional.empty();
                }
                bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
                i += 3;
            } else {
                int codePoint = text.codePointAt(i);
                bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(codePoint);
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Encodes a path segment. */
    public static String segment(String text) {
        return SEGMENT.escape(text);
    }

    /** Encodes the value of a query parameter. */
    public static String value(String text) {
        return VALUE.escape(text);
    }
}
