package agentsession.config;

import java.util.OptionalInt;

/**
 * Retries and rate limit.
 *
 * @param maxRetries the most retries of one request
 * @param requestsPerMinute the most reports per minute that the process requests for one account; empty for no limit
 */
public record RetrySettings(int maxRetries, OptionalInt requestsPerMinute) {}
