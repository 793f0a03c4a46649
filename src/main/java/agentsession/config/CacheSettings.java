package agentsession.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How long and where downloaded reports are kept.
 *
 * @param maxAge how long ago a download may have begun whose rows answer another query; zero for none
 * @param settledAfter after which time an ended session does not change any more; empty for never
 * @param megabytes the size of the files of all reports of the process
 * @param directory the folder of the files
 */
public record CacheSettings(Duration maxAge, Optional<Duration> settledAfter, int megabytes, Path directory) {}
