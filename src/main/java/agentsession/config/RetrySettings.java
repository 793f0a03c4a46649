package agentsession.config;

import java.util.OptionalInt;

/**
 * How much is asked of the service.
 *
 * @param maxRetries how often a request is repeated at most
 * @param requestsPerMinute reports that the process asks of one account in a minute at most; empty for any number
 */
public record RetrySettings(int maxRetries, OptionalInt requestsPerMinute) {}
