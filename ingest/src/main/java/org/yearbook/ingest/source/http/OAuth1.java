package org.yearbook.ingest.source.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.Secret;
import org.yearbook.ingest.source.pull.SourceSettings.Named;

/**
 * OAuth 1.0a with two legs (RFC 5849): every request is signed with the consumer's secret, and there is no token.
 *
 * @param method how it is signed
 */
public record OAuth1(Named key, Secret secret, Method method) implements HttpAuth {

    /** The two methods that OneRoster 1.1 names. */
    public enum Method {
        HMAC_SHA1("HMAC-SHA1", "HmacSHA1"),
        HMAC_SHA256("HMAC-SHA256", "HmacSHA256");

        private final String wire;
        private final String mac;

        Method(String wire, String mac) {
            this.wire = wire;
            this.mac = mac;
        }

        String wire() {
            return wire;
        }
    }

    @Override
    public Signer open(PullContext context) throws PullFailure {
        String consumer = key.reveal(context.secrets());
        String password = context.secrets().reveal(secret);
        return new Signer() {

            @Override
            public Map<String, String> headers(HttpAsk ask, Plain plain) {
                byte[] nonce = new byte[16];
                context.pace().random().nextBytes(nonce);
                Map<String, String> oauth = new TreeMap<>();
                oauth.put("oauth_consumer_key", consumer);
                oauth.put("oauth_nonce", HexFormat.of().formatHex(nonce));
                oauth.put("oauth_signature_method", method.wire);
                oauth.put(
                        "oauth_timestamp",
                        Long.toString(context.pace().clock().instant().getEpochSecond()));
                oauth.put("oauth_version", "1.0");
                oauth.put("oauth_signature", signature(base(ask.method(), ask.url(), oauth), password, "", method));
                return Map.of(
                        "Authorization",
                        oauth.entrySet().stream()
                                .map(part -> part.getKey() + "=\"" + HttpAsk.encode(part.getValue()) + "\"")
                                .collect(Collectors.joining(", ", "OAuth ", "")));
            }

            @Override
            public boolean renew() {
                return false;
            }
        };
    }

    /** {@return the signature base string of RFC 5849, section 3.4.1, for a request without a form in its body} */
    static String base(String method, URI url, Map<String, String> oauth) {
        List<String> parameters = new ArrayList<>();
        oauth.forEach((name, value) -> parameters.add(HttpAsk.encode(name) + "=" + HttpAsk.encode(value)));
        String query = url.getRawQuery() == null ? "" : url.getRawQuery();
        for (String part : query.split("&", -1)) {
            if (!part.isEmpty()) {
                String[] pair = part.split("=", 2);
                parameters.add(again(pair[0]) + "=" + (pair.length > 1 ? again(pair[1]) : ""));
            }
        }
        // By name, then by value: encoded text has no character below '='.
        parameters.sort((one, other) -> one.replace("=", "\0").compareTo(other.replace("=", "\0")));
        return method.toUpperCase(Locale.ROOT) + "&" + HttpAsk.encode(where(url)) + "&"
                + HttpAsk.encode(String.join("&", parameters));
    }

    private static String again(String encoded) {
        return HttpAsk.encode(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
    }

    private static String where(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        String port = url.getPort() < 0 || url.getPort() == usual ? "" : ":" + url.getPort();
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port + path;
    }

    static String signature(String base, String consumerSecret, String tokenSecret, Method method) {
        String key = HttpAsk.encode(consumerSecret) + "&" + HttpAsk.encode(tokenSecret);
        try {
            var mac = Mac.getInstance(method.mac);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), method.mac));
            return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java lacks " + method.mac, e);
        }
    }
}
