package agentsession.demo;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of an {@link ObservedDemo}. */
public final class DemoOptions {

    /** What {@code startTimestamp}..{@code endTimestamp} selects, which the contract does not specify. */
    public enum Selection {
        /** Sessions that began in the range, both ends included. */
        BY_LOGIN,
        /** Sessions in progress at any time in the range, both ends included. */
        BY_OVERLAP
    }

    /** The order of the rows, which the contract does not specify. */
    public enum RowOrder {
        BY_LOGIN,
        /** Shuffled within blocks, always in the same order. */
        SHUFFLED
    }

    final DemoSettings settings;
    final String basePath;
    final @Nullable String accessToken;
    final @Nullable String apiToken;

    private DemoOptions(Builder builder) {
        settings = new DemoSettings(
                builder.seed,
                builder.sessions,
                builder.clock,
                builder.accountIds,
                builder.selection == Selection.BY_OVERLAP,
                builder.rowOrder == RowOrder.SHUFFLED,
                builder.gzip);
        basePath = builder.basePath;
        accessToken = builder.accessToken;
        apiToken = builder.apiToken;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects the options, which all have defaults. */
    public static final class Builder {
        private long seed = 1;
        private Clock clock = Clock.systemUTC();
        private long sessions;
        private String basePath = "";
        private List<String> accountIds = List.of();
        private @Nullable String accessToken;
        private @Nullable String apiToken;
        private Selection selection = Selection.BY_LOGIN;
        private RowOrder rowOrder = RowOrder.BY_LOGIN;
        private boolean gzip = true;

        private Builder() {}

        /** The seed of the generated data. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** The clock; the sessions are those of the 90 days before the service starts. */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /** The number of sessions; 0, the default, for that of the agents' shifts, about 15,000. */
        public Builder sessions(long value) {
            sessions = value;
            return this;
        }

        /** The path before {@code /api}, such as {@code /voice}; empty by default. */
        public Builder basePath(String value) {
            basePath = value;
            return this;
        }

        /** The existing accounts; by default, every account exists. */
        public Builder accountIds(String... values) {
            accountIds = List.of(values);
            return this;
        }

        /** Requires {@code Authorization: bearer} with this token, or the API token if that is set too. */
        public Builder accessToken(String value) {
            accessToken = value;
            return this;
        }

        /** Requires {@code X-Auth-Token} with this token, or the access token if that is set too. */
        public Builder apiToken(String value) {
            apiToken = value;
            return this;
        }

        public Builder selection(Selection value) {
            selection = value;
            return this;
        }

        public Builder rowOrder(RowOrder value) {
            rowOrder = value;
            return this;
        }

        /** Whether responses are compressed if the client accepts gzip; true by default. */
        public Builder gzip(boolean value) {
            gzip = value;
            return this;
        }

        public DemoOptions build() {
            return new DemoOptions(this);
        }
    }
}
