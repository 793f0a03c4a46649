package agentsession.demo;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an {@link ObservedDemo} holds and how it answers. */
public final class DemoOptions {

    /** What {@code startTimestamp}..{@code endTimestamp} selects; the contract does not say. */
    public enum Selection {
        /** Sessions that began in the range, both ends included. */
        BY_LOGIN,
        /** Sessions that were under way at any time in the range, both ends included. */
        BY_OVERLAP
    }

    /** The order of the rows of an answer; the contract does not say. */
    public enum RowOrder {
        BY_LOGIN,
        /** Shuffled within blocks, always the same way. */
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

    /** Collects options; every one has a default. */
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

        /** Another seed is another call centre. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** Its instant when the service starts is the service's "now"; the sessions are of the 90 days before. */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /** The number of sessions; 0, the default, is the natural size of some 15 thousand. */
        public Builder sessions(long value) {
            sessions = value;
            return this;
        }

        /** What stands before {@code /api} in the service's paths, such as {@code /voice}; empty by default. */
        public Builder basePath(String value) {
            basePath = value;
            return this;
        }

        /** The accounts that exist; none, the default, means that any does. */
        public Builder accountIds(String... values) {
            accountIds = List.of(values);
            return this;
        }

        /** Asks for {@code Authorization: bearer} and this token. With an API token too, either of them will do. */
        public Builder accessToken(String value) {
            accessToken = value;
            return this;
        }

        /** Asks for {@code X-Auth-Token} and this token. With an access token too, either of them will do. */
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

        /** Whether a client that accepts gzip gets it; true by default. */
        public Builder gzip(boolean value) {
            gzip = value;
            return this;
        }

        public DemoOptions build() {
            return new DemoOptions(this);
        }
    }
}
