package org.yearbook.ingest.source.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.source.http.HttpPolicy.Redirects;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.SourceSettings;
import org.yearbook.warehouse.outbound.EnvironmentProxies;

/**
 * Asks one system during one pull. A request that got no answer, or 429 or 5xx, is tried again within limits; every
 * other answer is given back as it is. No request can last longer than the policy and the pull's own deadline allow.
 */
public final class HttpSession {

    private static final int HOPS = 5;
    private static final String AGENT = "Yearbook (district data warehouse)";

    private final HttpPolicy policy;
    /** In the words of Java. */
    private static final Pattern NO_TUNNEL = Pattern.compile("Tunnel failed, got: (\\d+)");

    private final PullContext context;
    private final HttpAuth.Signer signer;
    private final HttpClient client;
    private final Retries retries;
    private final Semaphore atOnce;

    public HttpSession(PullContext context, HttpPolicy policy, HttpAuth auth) throws PullFailure {
        this.context = context;
        this.policy = policy;
        this.signer = auth.open(context);
        this.retries = new Retries(policy, context.pace(), context.until());
        this.atOnce = new Semaphore(policy.atOnce());
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(policy.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** {@return the answer, with its body in memory} */
    public HttpAnswer send(HttpAsk ask) throws PullFailure {
        return signed(ask, null);
    }

    /** {@return the answer, with its body in a file, whatever its status} */
    public HttpAnswer send(HttpAsk ask, Path into) throws PullFailure {
        return signed(ask, into);
    }

    private HttpAnswer signed(HttpAsk ask, @Nullable Path into) throws PullFailure {
        HttpAnswer answer = patiently(ask, this::credentials, into);
        if (answer.status() == 401 && signer.renew()) {
            return patiently(ask, this::credentials, into);
        }
        return answer;
    }

    private Map<String, String> credentials(HttpAsk ask) throws PullFailure {
        return signer.headers(ask, token -> patiently(token, plain -> Map.of(), null));
    }

    /** The headers that prove who asks, made anew for each send: a signature holds for one address and one time. */
    @FunctionalInterface
    private interface Credentials {
        Map<String, String> of(HttpAsk ask) throws PullFailure;
    }

    /** Tries until there is an answer that another try would not better. */
    private HttpAnswer patiently(HttpAsk ask, Credentials credentials, @Nullable Path into) throws PullFailure {
        for (int tried = 1; ; tried++) {
            String why;
            Optional<String> retryAfter = Optional.empty();
            try {
                HttpAnswer answer = following(ask, credentials, into);
                if (!Retries.worthwhile(answer.status())) {
                    return answer;
                }
                why = ask.shown() + " answered " + answer.status() + busy(answer.status()) + ".";
                retryAfter = answer.header("Retry-After");
            } catch (BodySink.TooLarge e) {
                throw tooLarge(ask, e);
            } catch (SSLException e) {
                throw untrusted(ask, e);
            } catch (IOException e) {
                why = why(ask, e);
            }
            retries.await(tried, retryAfter, why);
        }
    }

    private static String busy(int status) {
        return status == 429 ? ", that it is asked too often" : "";
    }

    private PullFailure tooLarge(HttpAsk ask, IOException e) {
        return new PullFailure(
                ask.shown() + " sent more than " + policy.maxBytes() + " bytes in one answer.",
                "Check that the URL is right; if it is, ask for smaller pages.",
                e);
    }

    private static PullFailure untrusted(HttpAsk ask, SSLException e) {
        return new PullFailure(
                "No trusted connection to " + ask.url().getHost() + " can be made.",
                "The certificate may have expired, or be signed by nobody whom Java knows. Ask the vendor to mend it; an"
                        + " authority of the district's own belongs into Java's trust store.",
                e);
    }

    private static String why(HttpAsk ask, IOException e) {
        if (e instanceof HttpTimeoutException) {
            return ask.shown() + " did not answer in time.";
        }
        String host = ask.url().getHost();
        Optional<String> proxy = EnvironmentProxies.through(ask.url());
        Matcher refused = NO_TUNNEL.matcher(String.valueOf(e.getMessage()));
        if (proxy.isPresent() && refused.find()) {
            return "The web proxy " + proxy.get() + " does not let us through to " + host + " (" + refused.group(1)
                    + ").";
        }
        String way = proxy.map(place -> " through the web proxy " + place).orElse("");
        if (e instanceof ConnectException) {
            return host + " cannot be reached" + way + ".";
        }
        return "The connection to " + host + way + " broke.";
    }

    /** Sends, and follows where the answer points, as far as the policy lets it. */
    private HttpAnswer following(HttpAsk ask, Credentials credentials, @Nullable Path into)
            throws IOException, PullFailure {
        HttpAsk here = ask;
        for (int hop = 0; hop <= HOPS; hop++) {
            boolean home = sameOrigin(ask.url(), here.url());
            HttpAnswer answer = once(here, home ? credentials.of(here) : Map.of(), into);
            Optional<String> to = answer.header("Location");
            boolean moved = answer.status() >= 300 && answer.status() < 400 && answer.status() != 304;
            if (!moved || to.isEmpty()) {
                return answer;
            }
            here = here.at(target(here, to.get()));
        }
        throw new PullFailure(
                ask.shown() + " sends us from one address to the next without end.",
                "Check the URL with the vendor's documentation.");
    }

    private URI target(HttpAsk from, String location) throws PullFailure {
        URI to;
        try {
            to = from.url().resolve(location);
        } catch (IllegalArgumentException e) {
            throw new PullFailure(
                    from.shown() + " sends us to an address that is none.", "Ask the vendor; the answer is faulty.", e);
        }
        boolean safe = SourceSettings.fault(to).isEmpty()
                && (!from.url().getScheme().equals("https") || to.getScheme().equals("https"));
        boolean allowed = policy.redirects() == Redirects.ANYWHERE || sameOrigin(from.url(), to);
        if (!safe || !allowed || !from.method().equals("GET")) {
            throw new PullFailure(
                    from.shown() + " sends us elsewhere"
                            + (to.getHost() == null ? "" : ", to " + to.getScheme() + "://" + to.getHost())
                            + ", where we do not go.",
                    "If the system has moved, correct the URL. A page for signing in means that the URL is one for"
                            + " people, not for programs.");
        }
        return to;
    }

    /** {@return whether two addresses are the same server} */
    public static boolean sameOrigin(URI one, URI other) {
        return Objects.equals(one.getScheme(), other.getScheme())
                && String.valueOf(one.getHost())
                        .toLowerCase(Locale.ROOT)
                        .equals(String.valueOf(other.getHost()).toLowerCase(Locale.ROOT))
                && port(one) == port(other);
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "https".equals(url.getScheme()) ? 443 : 80;
    }

    private HttpAnswer once(HttpAsk ask, Map<String, String> credentials, @Nullable Path into)
            throws IOException, PullFailure {
        Duration left = Duration.between(context.pace().clock().instant(), context.until());
        Duration whole = left.compareTo(policy.whole()) < 0 ? left : policy.whole();
        if (whole.isNegative() || whole.isZero()) {
            throw new PullFailure(
                    "The pull of " + context.source() + " took longer than it may.",
                    "Raise 'maxMinutes' of the source if its system is simply slow.");
        }
        HttpRequest request = request(ask, credentials);
        try {
            atOnce.acquire();
            try {
                return exchange(ask, request, into, whole);
            } finally {
                atOnce.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PullFailure("The pull was interrupted.", "Nothing: the next night pulls again.", e);
        }
    }

    private HttpRequest request(HttpAsk ask, Map<String, String> credentials) throws PullFailure {
        var request =
                HttpRequest.newBuilder(ask.url()).header("User-Agent", AGENT).timeout(policy.quiet());
        ask.headers().forEach(request::setHeader);
        for (var credential : credentials.entrySet()) {
            sign(request, credential.getKey(), credential.getValue());
        }
        return ask.method().equals("POST")
                ? request.POST(HttpRequest.BodyPublishers.ofString(ask.body(), StandardCharsets.UTF_8))
                        .build()
                : request.GET().build();
    }

    private void sign(HttpRequest.Builder request, String header, String credential) throws PullFailure {
        try {
            request.setHeader(header, credential);
        } catch (IllegalArgumentException e) {
            // Its words quote the credential, so it is no cause.
            throw new PullFailure(
                    "The secret of " + context.source() + " cannot be sent in the header " + header
                            + ": it holds a line break, or a character that headers have not.",
                    "Look at the file or the environment variable: it should hold the secret and nothing else, on one"
                            + " line.");
        }
    }

    private HttpAnswer exchange(HttpAsk ask, HttpRequest request, @Nullable Path into, Duration whole)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        var last = new AtomicLong(start);
        var sink = new BodySink(into, policy.maxBytes(), () -> last.set(System.nanoTime()));
        CompletableFuture<HttpResponse<HttpAnswer.Body>> coming = client.sendAsync(request, info -> {
            last.set(System.nanoTime());
            return sink;
        });
        long look = Math.max(10, Math.min(policy.quiet().toMillis(), whole.toMillis()) / 4);
        while (true) {
            try {
                HttpResponse<HttpAnswer.Body> response = coming.get(look, TimeUnit.MILLISECONDS);
                return new HttpAnswer(
                        ask, response.statusCode(), response.headers(), response.body(), policy.maxBytes());
            } catch (TimeoutException e) {
                long now = System.nanoTime();
                boolean quiet = now - last.get() > policy.quiet().toNanos();
                if (quiet || now - start > whole.toNanos()) {
                    coming.cancel(true);
                    sink.stop();
                    throw new HttpTimeoutException(quiet ? "no byte came" : "it took too long");
                }
            } catch (ExecutionException e) {
                throw cause(e);
            }
        }
    }

    /** What the client wraps: the telling one among the causes. */
    private static IOException cause(ExecutionException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof HttpTimeoutException
                    || cause instanceof SSLException
                    || cause instanceof BodySink.TooLarge) {
                return (IOException) cause;
            }
        }
        return e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
}
