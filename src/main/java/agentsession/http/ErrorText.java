package agentsession.http;

import agentsession.concurrent.Timeout;
import agentsession.text.Json;
import agentsession.text.Truncation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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

/** Extracts the message of an error response (JSON, plain text or a proxy's HTML) as one line. */
public final class ErrorText {
    private static final Logger LOG = Logger.getLogger("agentsession.http");
    private static final int MAX_BYTES = 64 * 1024;

    /** The JSON fields in which the service, the sign-in and gateways send messages. */
    private static final List<String> FIELDS =
            List.of("generalMessage", "details", "message", "error", "error_description", "errorMessage");

    // Without a closing tag each of these matches to the end of the input, so that matching takes linear time.
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*(?:>|\\z)(.*?)(?:</title|\\z)");
    private static final Pattern INVISIBLE = Pattern.compile("(?is)<(?:script|style)\\b.*?(?:</(?:script|style)|\\z)");
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?(?:-->|\\z)");
    private static final Pattern TAG = Pattern.compile("<[^>]*(?:>|\\z)");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}\\uFEFF]+");

    private ErrorText() {}

    /**
     * Reads the message in the body of an error response, within limits of time and size, so that a failing service does
     * not delay the error.
     *
     * @param timeout the rest of the message is dropped after this time
     * @param abort aborts the response, so that a blocked read fails
     * @throws InterruptedIOException if the thread is interrupted; any other failure only truncates the message
     */
    static String read(InputStream body, Duration timeout, Runnable abort) throws InterruptedIOException {
        byte[] bytes = new byte[MAX_BYTES];
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
            LOG.log(Level.FINER, "The body of an error response is incomplete", e);
        } finally {
            limit.close();
        }
        return message(new String(bytes, 0, length, StandardCharsets.UTF_8));
    }

    /** The message in a body, as one line of any length; empty if there is none. */
    static String message(String body) {
        String text = oneLine(body, Integer.MAX_VALUE);
        if (text.startsWith("{")) {
            text = messageOfJson(text);
        } else if (text.startsWith("<")) {
            text = textOfMarkup(text);
        }
        return oneLine(text, Integer.MAX_VALUE);
    }

    /** Replaces line breaks and control characters by spaces, and truncates to a number of characters. */
    public static String oneLine(String text, int maxLength) {
        return Truncation.truncate(BLANKS.matcher(text).replaceAll(" ").strip(), maxLength);
    }

    private static String messageOfJson(String text) {
        JsonNode root;
        try {
            root = Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            return text;
        }
        Set<String> messages = new LinkedHashSet<>();
        for (String field : FIELDS) {
            JsonNode value = root.path(field);
            String message = value.isValueNode() ? value.asText("") : messageOfObject(value);
            if (!message.isBlank()) {
                messages.add(message.strip());
            }
        }
        return messages.isEmpty() ? text : String.join(": ", messages);
    }

    /** Some gateways nest the message: {@code {"error":{"message":"..."}}}. */
    private static String messageOfObject(JsonNode value) {
        if (value.isMissingNode()) {
            return "";
        }
        String message = value.path("message").asText("");
        return message.isBlank() ? value.toString() : message;
    }

    private static String textOfMarkup(String text) {
        Matcher title = TITLE.matcher(text);
        if (title.find() && !title.group(1).isBlank()) {
            return TAG.matcher(title.group(1)).replaceAll(" ");
        }
        String visible =
                INVISIBLE.matcher(COMMENT.matcher(text).replaceAll(" ")).replaceAll(" <");
        return TAG.matcher(visible).replaceAll(" ");
    }
}
