package org.yearbook.dashboard.access.provider;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.access.SignInSettings;
import org.yearbook.dashboard.access.SignInSettings.IdentityProvider;

/**
 * The district's identity provider, if it has one. Where its doors are is asked in the background: neither the start of
 * the server nor the sign-in page waits long for one that does not answer, and passwords work without it.
 */
@Component
public final class Voucher implements ClientRegistrationRepository {

    private static final Logger LOG = LoggerFactory.getLogger(Voucher.class);
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration AGAIN = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Optional<IdentityProvider> provider;
    private final String server;
    private final Optional<Discovery> discovery;
    private final Clock clock;

    private @Nullable ClientRegistration found;
    private Instant asked = Instant.MIN;
    private boolean answered;
    private CompletableFuture<Void> asking = CompletableFuture.completedFuture(null);
    private String trouble = "";

    Voucher(SignInSettings settings, Clock clock) {
        this.provider = settings.provider();
        this.server = settings.server().orElse("");
        this.discovery = provider.map(each -> new Discovery(each, server));
        this.clock = clock;
        this.asking = refresh();
    }

    /** {@return what stands on the button}; nothing when the district has no provider */
    public Optional<String> label() {
        return provider.map(IdentityProvider::label);
    }

    Optional<IdentityProvider> settings() {
        return provider;
    }

    /** {@return whether it can be used now} */
    public boolean ready() {
        return registration() != null;
    }

    /** {@return where somebody signs out there too, if the provider has such a page} */
    public Optional<String> goodbye() {
        return Optional.ofNullable(registration())
                .map(known ->
                        known.getProviderDetails().getConfigurationMetadata().get(Discovery.END))
                .map(Object::toString)
                .filter(end -> end.startsWith("https://") || end.startsWith("http://localhost"))
                .map(end -> end + (end.contains("?") ? "&" : "?") + "client_id="
                        + encode(provider.map(IdentityProvider::clientId).orElse(""))
                        + "&post_logout_redirect_uri=" + encode(server + "/sign-in"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    // Spring asks for a registration by its name, and takes null for none.
    @Override
    @SuppressWarnings("NullAway")
    public ClientRegistration findByRegistrationId(String id) {
        return id.equals(Discovery.REGISTRATION) ? registration() : null;
    }

    private @Nullable ClientRegistration registration() {
        CompletableFuture<Void> running = refresh();
        try {
            if (!answered()) {
                running.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            // It goes on in the background; until it is done, what was known holds.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return found;
        }
    }

    private synchronized boolean answered() {
        return answered;
    }

    private synchronized CompletableFuture<Void> refresh() {
        Duration rest = found == null ? AGAIN : FRESH;
        if (discovery.isEmpty()
                || !asking.isDone()
                || (!asked.equals(Instant.MIN) && asked.plus(rest).isAfter(clock.instant()))) {
            return asking;
        }
        asked = clock.instant();
        asking = CompletableFuture.supplyAsync(() -> {
                    try {
                        return discovery.orElseThrow().ask();
                    } catch (Discovery.UnavailableException e) {
                        throw new CompletionException(e);
                    }
                })
                .handle(this::told);
        return asking;
    }

    private synchronized @Nullable Void told(@Nullable ClientRegistration registration, @Nullable Throwable fault) {
        answered = true;
        if (registration != null) {
            found = registration;
            trouble = "";
            return null;
        }
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        String words = String.valueOf(cause == null ? null : cause.getMessage());
        if (!words.equals(trouble)) {
            LOG.warn("Sign-in by the identity provider does not work: {}", words);
        }
        trouble = words;
        return null;
    }

    /** {@return why it cannot be used, for administrators; empty when it can} */
    public synchronized String trouble() {
        return trouble;
    }
}
