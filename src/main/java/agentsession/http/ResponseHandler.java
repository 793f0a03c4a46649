package agentsession.http;

import agentsession.error.DriverException;
import agentsession.error.TransientException;
import java.io.IOException;

/**
 * Reads the response of a request that {@link RequestExecutor} sends.
 *
 * @param <T> the result
 */
public interface ResponseHandler<T> {
    /**
     * Reads a response, which is closed afterwards.
     *
     * @param authorization the authorization of the request
     * @throws TransientException if the request may be retried, subject to {@link #mayRetry}
     */
    T handle(ServiceResponse response, Authorization authorization) throws IOException;

    /** Whether the request may be retried after this failure. */
    default boolean mayRetry(TransientException failure) {
        return true;
    }

    /**
     * The result if the last attempt got no complete response.
     *
     * @throws DriverException the failure, unless the result does not depend on a response
     */
    default T failed(DriverException transportFailure) {
        throw transportFailure;
    }

    /** Called before each attempt to send the request; does nothing by default. */
    default void sending() {}

    /** Logs a finished attempt; does nothing by default. */
    default void log(Attempt attempt) {}

    /**
     * One attempt to send a request and read its response.
     *
     * @param outcome the HTTP status, or that there was no response
     * @param bytes of the body, before decompression
     * @param millis duration
     * @param retries the number of earlier attempts, except those whose token was refused
     */
    record Attempt(String outcome, long bytes, long millis, int retries) {}
}
