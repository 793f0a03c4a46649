package agentsession.http;

import agentsession.error.DriverException;
import agentsession.error.TransientException;
import java.io.IOException;

/**
 * Reads the response of a request that {@link RequestExecutor} sends.
 *
 * @param <T> what it makes of the response
 */
public interface ResponseHandler<T> {
    /**
     * Reads a response, which is open until this returns.
     *
     * @param authorization what the request carried
     * @throws TransientException if the request may be sent again, as {@link #mayRetry} allows
     */
    T handle(ServiceResponse response, Authorization authorization) throws IOException;

    /** Whether the request may be sent again after this failure. */
    default boolean mayRetry(TransientException failure) {
        return true;
    }

    /**
     * The result after the last attempt failed to get a whole response.
     *
     * @throws DriverException the failure, unless the result does not depend on a response
     */
    default T failed(DriverException transportFailure) {
        throw transportFailure;
    }

    /** Logs an attempt, which is over; does nothing by default. */
    default void log(Attempt attempt) {}

    /**
     * One attempt to send a request and read its response.
     *
     * @param outcome the status, or that there was none
     * @param bytes of the body, as they came
     * @param millis that it took
     * @param retries how many attempts came before it, those with a token that was refused left out
     */
    record Attempt(String outcome, long bytes, long millis, int retries) {}
}
