package agentsession.signin;

import agentsession.concurrent.CancellationToken;
import agentsession.config.Credentials;
import agentsession.config.TransportSettings;
import agentsession.error.DriverException;
import agentsession.error.SqlState;
import agentsession.http.Authorization;
import agentsession.http.Authorizer;
import agentsession.http.HttpTransport;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sign-in of all the connections of a process that sign in alike: one set of tokens, obtained when first needed,
 * renewed before it is too old or when the service refuses it, by one thread however many wait, and forgotten when the
 * last of the connections closes.
 */
public final class SharedSignIn implements Authorizer {
    /** A token is renewed when a fifth of its life is left, or this, whichever is less. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final Map<Identity, SharedSignIn> SHARED = new HashMap<>();

    private final Identity identity;
    private final SignInFlow signIn;
    private final HttpTransport transport;
    private final int maxRetries;
    private final LongSupplier nanoClock;
    private int connections;
    private boolean left;
    private @Nullable Current current;
    private @Nullable Renewal renewal;

    private SharedSignIn(
            Identity identity, SignInFlow signIn, HttpTransport transport, int maxRetries, LongSupplier clock) {
        this.identity = identity;
        this.signIn = signIn;
        this.transport = transport;
        this.maxRetries = maxRetries;
        this.nanoClock = clock;
    }

    /** Who signs in where, whom that trusts, and through whom it goes. */
    private record Identity(
            Credentials credentials,
            URI base,
            Optional<TransportSettings.TrustStore> trust,
            Optional<TransportSettings.Proxy> proxy) {}

    /** @param useUntil on the clock of nanoseconds; null for as long as the service takes them */
    private record Current(Tokens tokens, @Nullable Long useUntil) {}

    /** @param token cancels it when the last connection closes */
    private record Renewal(CompletableFuture<Current> result, CancellationToken token) {}

    /**
     * Joins those who sign in alike; to be left with {@link #leave}. Asks nothing yet.
     *
     * @param base of the service, without a slash at the end
     * @param transport of the requests of a sign-in; the first connection's counts for all who sign in alike
     * @param maxRetries of each of these requests, likewise
     */
    public static SharedSignIn join(Credentials credentials, URI base, HttpTransport transport, int maxRetries) {
        return join(credentials, base, transport, maxRetries, System::nanoTime);
    }

    static SharedSignIn join(
            Credentials credentials, URI base, HttpTransport transport, int maxRetries, LongSupplier nanoClock) {
        synchronized (SHARED) {
            SharedSignIn shared = SHARED.computeIfAbsent(
                    new Identity(
                            credentials,
                            base,
                            transport.settings().trust(),
                            transport.settings().proxy()),
                    identity -> new SharedSignIn(
                            identity, SignInFlow.of(credentials, base), transport, maxRetries, nanoClock));
            shared.connections++;
            return shared;
        }
    }

    /** To be called once by each who joined; after the last call the tokens are forgotten. */
    public void leave() {
        synchronized (SHARED) {
            if (--connections > 0) {
                return;
            }
            SHARED.remove(identity);
        }
        Renewal underWay;
        synchronized (this) {
            left = true;
            current = null;
            underWay = renewal;
        }
        if (underWay != null) {
            underWay.token.cancel(closed());
        }
    }

    private static DriverException closed() {
        return new DriverException(SqlState.CONNECTION_CLOSED, "The connection is closed.");
    }

    @Override
    public Authorization authorization(CancellationToken token) {
        return otherThan(null, token);
    }

    /** Renews the tokens, unless another thread has renewed them since. */
    @Override
    public Authorization insteadOf(Authorization refused, CancellationToken token) {
        return otherThan(refused, token);
    }

    private Authorization otherThan(@Nullable Authorization refused, CancellationToken token) {
        CompletableFuture<Current> coming;
        synchronized (this) {
            Current known = current;
            if (known != null && !known.tokens.authorization().equals(refused) && isFresh(known)) {
                return known.tokens.authorization();
            }
            coming = renewal();
        }
        return token.await(coming).tokens.authorization();
    }

    private boolean isFresh(Current known) {
        Long useUntil = known.useUntil;
        return useUntil == null || nanoClock.getAsLong() - useUntil < 0;
    }

    private synchronized CompletableFuture<Current> renewal() {
        Renewal underWay = renewal;
        if (underWay != null) {
            return underWay.result;
        }
        if (left) {
            throw closed();
        }
        Renewal started = new Renewal(new CompletableFuture<>(), new CancellationToken());
        Current old = current;
        renewal = started;
        Thread thread = new Thread(() -> renew(old, started), "agent-session-sign-in");
        thread.setDaemon(true);
        thread.start();
        return started.result;
    }

    private void renew(@Nullable Current old, Renewal started) {
        try {
            SignInClient http = new SignInClient(transport, maxRetries, started.token);
            long asked = nanoClock.getAsLong();
            Tokens tokens = old == null ? signIn.signIn(http) : signIn.renew(old.tokens, http);
            Duration lifetime = tokens.lifetime();
            Current renewed = new Current(
                    tokens,
                    lifetime == null
                            ? null
                            : asked + lifetime.minus(margin(lifetime)).toNanos());
            ended(renewed);
            started.result.complete(renewed);
        } catch (Throwable failure) {
            ended(old);
            started.result.completeExceptionally(failure);
        }
    }

    private synchronized void ended(@Nullable Current now) {
        current = left ? null : now;
        renewal = null;
    }

    private static Duration margin(Duration lifetime) {
        Duration fifth = lifetime.dividedBy(5);
        return fifth.compareTo(MARGIN) < 0 ? fifth : MARGIN;
    }
}
