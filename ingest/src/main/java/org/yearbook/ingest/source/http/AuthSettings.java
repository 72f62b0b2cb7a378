package org.yearbook.ingest.source.http;

import java.util.List;
import java.util.Optional;
import org.yearbook.definitions.Nearest;
import org.yearbook.ingest.source.pull.SourceSettings;

/**
 * Reads {@code auth:} of a source. Kinds: {@code none}, {@code basic} (user, password), {@code bearer} (token),
 * {@code apiKey} (header, key), {@code oauth2} (tokenUrl, clientId, clientSecret, scope, credentials), {@code oauth1}
 * (key, secret, signature).
 */
public final class AuthSettings {

    public static final List<String> ALL = List.of("none", "basic", "bearer", "apiKey", "oauth2", "oauth1");

    private AuthSettings() {}

    /**
     * {@return the credentials of a source}
     *
     * @param allowed the kinds that the source understands; {@code none} among them makes {@code auth:} optional
     */
    public static HttpAuth read(SourceSettings source, List<String> allowed) {
        Optional<SourceSettings> auth = source.map("auth");
        if (auth.isEmpty()) {
            if (!allowed.contains("none")) {
                source.yaml()
                        .fault("auth", "'auth' is missing: how Yearbook proves who it is, like {kind: oauth2, ...}");
            }
            return HttpAuth.NONE;
        }
        HttpAuth read = read(auth.get(), auth.get().yaml().text("kind"), allowed);
        auth.get().yaml().finish();
        return read;
    }

    private static HttpAuth read(SourceSettings auth, String kind, List<String> allowed) {
        if (!allowed.contains(kind)) {
            if (!kind.isEmpty()) {
                auth.yaml()
                        .fault(
                                "kind",
                                "'kind' cannot be '" + kind + "' here; it is one of " + String.join(", ", allowed) + "."
                                        + Nearest.proposal(kind, allowed));
            }
            return HttpAuth.NONE;
        }
        return switch (kind) {
            case "basic" -> new FixedAuth.Basic(auth.named("user"), auth.secret("password"));
            case "bearer" -> new FixedAuth.Bearer(auth.secret("token"));
            case "apiKey" -> new FixedAuth.ApiKey(header(auth), auth.secret("key"));
            case "oauth2" -> oauth2(auth);
            case "oauth1" -> new OAuth1(auth.named("key"), auth.secret("secret"), signature(auth));
            default -> HttpAuth.NONE;
        };
    }

    private static String header(SourceSettings auth) {
        String header = auth.yaml().text("header");
        if (!header.isEmpty() && !header.matches("[A-Za-z0-9-]{1,64}")) {
            auth.yaml().fault("header", "'header' must be the name of a header, like X-Api-Key");
        }
        return header;
    }

    private static OAuth2 oauth2(SourceSettings auth) {
        String credentials = auth.yaml().text("credentials", "basic");
        if (!List.of("basic", "body").contains(credentials)) {
            auth.yaml().fault("credentials", "'credentials' is basic (in a header) or body (in the form)");
        }
        return new OAuth2(
                auth.url("tokenUrl"),
                auth.named("clientId"),
                auth.secret("clientSecret"),
                scopes(auth),
                credentials.equals("body"));
    }

    /** One scope text, or several that are tried in turn; none of the kind's own when it says {@code none}. */
    private static List<String> scopes(SourceSettings auth) {
        return auth.yaml().texts("scope", List.of()).stream()
                .map(scope -> scope.equals("none") ? "" : scope)
                .toList();
    }

    private static OAuth1.Method signature(SourceSettings auth) {
        String text = auth.yaml().text("signature", OAuth1.Method.HMAC_SHA256.wire());
        for (OAuth1.Method method : OAuth1.Method.values()) {
            if (method.wire().equalsIgnoreCase(text)) {
                return method;
            }
        }
        auth.yaml().fault("signature", "'signature' is HMAC-SHA256 or HMAC-SHA1");
        return OAuth1.Method.HMAC_SHA256;
    }
}
