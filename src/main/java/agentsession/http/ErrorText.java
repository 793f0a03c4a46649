package agentsession.http;

import agentsession.concurrent.Timeout;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service's own words in an answer that is no report: JSON, plain text or a proxy's HTML, as one short line. */
public final class ErrorText {
    private static final Logger LOG = Logger.getLogger("agentsession.http");
    private static final int MOST_BYTES = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The fields in which this service, the sign-in and the gateways before them put their words. */
    private static final List<String> FIELDS =
            List.of("generalMessage", "details", "message", "error", "error_description", "errorMessage");

    // Each of these matches to the end where what closes it is missing, so that no text takes more than one pass.
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*(?:>|\\z)(.*?)(?:</title|\\z)");
    private static final Pattern UNSEEN = Pattern.compile("(?is)<(?:script|style)\\b.*?(?:</(?:script|style)|\\z)");
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?(?:-->|\\z)");
    private static final Pattern TAG = Pattern.compile("<[^>]*(?:>|\\z)");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}\\uFEFF]+");

    private ErrorText() {}

    /**
     * Reads the message in the body of an error response, within limits of time and size: what a failing service sends
     * must not delay the error.
     *
     * @param timeout after this time the message ends
     * @param abort aborts the response, so that a blocked read fails
     * @throws InterruptedIOException if the thread is interrupted; any other failure only ends the message
     */
    static String read(InputStream body, Duration timeout, Runnable abort) throws InterruptedIOException {
        byte[] bytes = new byte[MOST_BYTES];
        int length = 0;
        Timeout limit = Timeout.after(timeout, abort);
        try {
            int count = 0;
            while (count >= 0 && length < bytes.length) {
                length += count;
                count = body.read(bytes, length, bytes.length - length);
            }
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            LOG.log(Level.FINER, "The message of an error response broke off", e);
        } finally {
            limit.close();
        }
        return words(new String(bytes, 0, length, StandardCharsets.UTF_8));
    }

    /** What a body says, as one line however long; empty if it says nothing. */
    static String words(String body) {
        String text = oneLine(body, Integer.MAX_VALUE);
        if (text.startsWith("{")) {
            text = inJson(text);
        } else if (text.startsWith("<")) {
            text = inMarkup(text);
        }
        return oneLine(text, Integer.MAX_VALUE);
    }

    /** The text without line ends and control characters, cut to a number of characters. */
    public static String oneLine(String text, int longest) {
        String line = BLANKS.matcher(text).replaceAll(" ").strip();
        return line.length() <= longest ? line : line.substring(0, longest - 1) + "…";
    }

    private static String inJson(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return text;
        }
        Set<String> words = new LinkedHashSet<>();
        for (String field : FIELDS) {
            JsonNode value = root.path(field);
            String word = value.isValueNode() ? value.asText("") : inObject(value);
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        return words.isEmpty() ? text : String.join(": ", words);
    }

    /** Some gateways wrap their words once more: {@code {"error":{"message":"..."}}}. */
    private static String inObject(JsonNode value) {
        if (value.isMissingNode()) {
            return "";
        }
        String message = value.path("message").asText("");
        return message.isBlank() ? value.toString() : message;
    }

    private static String inMarkup(String text) {
        Matcher title = TITLE.matcher(text);
        if (title.find() && !title.group(1).isBlank()) {
            return TAG.matcher(title.group(1)).replaceAll(" ");
        }
        String seen = UNSEEN.matcher(COMMENT.matcher(text).replaceAll(" ")).replaceAll(" <");
        return TAG.matcher(seen).replaceAll(" ");
    }
}
