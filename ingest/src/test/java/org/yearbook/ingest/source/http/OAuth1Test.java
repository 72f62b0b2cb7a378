package org.yearbook.ingest.source.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Against the published vectors: RFC 5849, and OAuth Core 1.0, appendix A.5. */
class OAuth1Test {

    private static final URI PHOTOS = URI.create("http://photos.example.net/photos?file=vacation.jpg&size=original");

    private static Map<String, String> photos(String nonce, String time) {
        return new TreeMap<>(Map.of(
                "oauth_consumer_key", "dpf43f3p2l4k3l03",
                "oauth_token", "nnch734d00sl2jdk",
                "oauth_signature_method", "HMAC-SHA1",
                "oauth_timestamp", time,
                "oauth_nonce", nonce));
    }

    @Test
    void theBaseStringIsThatOfRfc5849Section34() {
        // The form of the RFC's body stands in the query here: both go into the string alike.
        URI url = URI.create("http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2&a3=2+q");
        String base = OAuth1.base(
                "post",
                url,
                Map.of(
                        "oauth_consumer_key", "9djdj82h48djs9d2",
                        "oauth_token", "kkk9d7dh3k39sjv7",
                        "oauth_signature_method", "HMAC-SHA1",
                        "oauth_timestamp", "137131201",
                        "oauth_nonce", "7d8f3e4a"));
        assertThat(base)
                .isEqualTo("POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D"
                        + "%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a"
                        + "%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token"
                        + "%3Dkkk9d7dh3k39sjv7");
    }

    @Test
    void theSignatureIsThatOfRfc5849Section12() {
        String base = OAuth1.base("GET", PHOTOS, photos("chapoH", "137131202"));
        assertThat(OAuth1.signature(base, "kd94hf93k423kf44", "pfkkdhi9sl3r4s00", OAuth1.Method.HMAC_SHA1))
                .isEqualTo("MdpQcU8iPSUjWoN/UDMsK2sui9I=");
    }

    @Test
    void theSignatureIsThatOfOAuthCoreAppendixA() {
        Map<String, String> oauth = photos("kllo9940pd9333jh", "1191242096");
        oauth.put("oauth_version", "1.0");
        String base = OAuth1.base("GET", PHOTOS, oauth);
        assertThat(OAuth1.signature(base, "kd94hf93k423kf44", "pfkkdhi9sl3r4s00", OAuth1.Method.HMAC_SHA1))
                .isEqualTo("tR3+Ty81lMeYAr/Fid0kMTYa/WM=");
    }

    /** Computed with Python's hmac and urllib over the same request. */
    @Test
    void aFilteredPageIsSignedWithSha256WithoutToken() {
        URI url = HttpAsk.query(
                URI.create("https://sis.example.org/ims/oneroster/v1p1/users"),
                new TreeMap<>(Map.of(
                        "limit", "100", "offset", "0", "filter", "dateLastModified>'2026-11-25T02:00:00.000Z'")));
        String base = OAuth1.base(
                "GET",
                url,
                Map.of(
                        "oauth_consumer_key", "district",
                        "oauth_nonce", "abc123",
                        "oauth_signature_method", "HMAC-SHA256",
                        "oauth_timestamp", "1764057600",
                        "oauth_version", "1.0"));
        assertThat(OAuth1.signature(base, "se cret&", "", OAuth1.Method.HMAC_SHA256))
                .isEqualTo("8rQldWLkryQin8OJwPg5xoPNtTv9hUkIYVh6CLpu9N0=");
    }
}
