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
 * The sign-in shared by all connections with equal credentials, service, certificates and proxy. It has one set of
 * tokens, obtained at the first request, renewed by one thread before they expire or when the service refuses them, and
 * discarded when the last connection closes.
 */
public final class SharedSignIn implements Authorizer {
    /** A token is renewed this long before it expires, or a fifth of its lifetime if that is less. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final Map<Identity, SharedSignIn> SHARED = new HashMap<>();

    private final Identity identity;
    private final SignInFlow signIn;
    private final HttpTransport transport;
    private final int maxRetries;
    private final LongSupplier nanoClock;
    private int connections;
    private boolean released;
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

    /** What connections that share a sign-in have in common. */
    private record Identity(
            Credentials credentials,
            URI base,
            Optional<TransportSettings.TrustStore> trust,
            Optional<TransportSettings.Proxy> proxy) {}

    /** @param useUntil by {@code nanoClock}; null until the service refuses them */
    private record Current(Tokens tokens, @Nullable Long useUntil) {}

    /** @param token cancelled when the last connection closes */
    private record Renewal(CompletableFuture<Current> result, CancellationToken token) {}

    /**
     * Returns the sign-in for these credentials, to be released by {@link #release}; sends no request.
     *
     * @param base of the service, without a trailing slash
     * @param transport of the sign-in requests; that of the first connection is used for all that share the sign-in
     * @param maxRetries of each of these requests; likewise
     */
    public static SharedSignIn acquire(Credentials credentials, URI base, HttpTransport transport, int maxRetries) {
        return acquire(credentials, base, transport, maxRetries, System::nanoTime);
    }

    static SharedSignIn acquire(
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

    /** Call this once for each {@link #acquire}; the last call discards the tokens. */
    public void release() {
        synchronized (SHARED) {
            if (--connections > 0) {
                return;
            }
            SHARED.remove(identity);
        }
        Renewal running;
        synchronized (this) {
            released = true;
            current = null;
            running = renewal;
        }
        if (running != null) {
            running.token.cancel(closed());
        }
    }

    private static DriverException closed() {
        return new DriverException(SqlState.CONNECTION_CLOSED, "The connection is closed.");
    }

    @Override
    public Authorization authorization(CancellationToken token) {
        return authorizationOtherThan(null, token);
    }

    /** Renews the tokens, unless another thread has renewed them since. */
    @Override
    public Authorization renew(Authorization refused, CancellationToken token) {
        return authorizationOtherThan(refused, token);
    }

    private Authorization authorizationOtherThan(@Nullable Authorization refused, CancellationToken token) {
        CompletableFuture<Current> result;
        synchronized (this) {
            Current existing = current;
            if (existing != null && !existing.tokens.authorization().equals(refused) && isFresh(existing)) {
                return existing.tokens.authorization();
            }
            result = renewal();
        }
        return token.await(result).tokens.authorization();
    }

    private boolean isFresh(Current existing) {
        Long useUntil = existing.useUntil;
        return useUntil == null || nanoClock.getAsLong() - useUntil < 0;
    }

    private synchronized CompletableFuture<Current> renewal() {
        Renewal running = renewal;
        if (running != null) {
            return running.result;
        }
        if (released) {
            throw closed();
        }
        Renewal started = new Renewal(new CompletableFuture<>(), new CancellationToken());
        Current old = current;
        renewal = started;
        Thread thread = new Thread(() -> run(old, started), "agent-session-sign-in");
        thread.setDaemon(true);
        thread.start();
        return started.result;
    }

    private void run(@Nullable Current old, Renewal started) {
        try {
            SignInClient http = new SignInClient(transport, maxRetries, started.token);
            long start = nanoClock.getAsLong();
            Tokens tokens = old == null ? signIn.signIn(http) : signIn.renew(old.tokens, http);
            Duration lifetime = tokens.lifetime();
            Current renewed = new Current(
                    tokens,
                    lifetime == null
                            ? null
                            : start + lifetime.minus(margin(lifetime)).toNanos());
            finish(renewed);
            started.result.complete(renewed);
        } catch (Throwable failure) {
            finish(old);
            started.result.completeExceptionally(failure);
        }
    }

    private synchronized void finish(@Nullable Current newCurrent) {
        current = released ? null : newCurrent;
        renewal = null;
    }

    private static Duration margin(Duration lifetime) {
        Duration fifth = lifetime.dividedBy(5);
        return fifth.compareTo(MARGIN) < 0 ? fifth : MARGIN;
    }
}
