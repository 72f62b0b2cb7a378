package org.yearbook.ingest.source.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One request. It must only read: it may be sent again when no answer comes.
 *
 * @param method GET or POST
 * @param url absolute
 * @param headers beside those of the credentials
 * @param body of a POST; empty otherwise
 * @param pathHidden whether the path must not be shown: it can be a key in itself
 */
public record HttpAsk(String method, URI url, Map<String, String> headers, String body, boolean pathHidden) {

    public HttpAsk {
        headers = Map.copyOf(headers);
    }

    public static HttpAsk get(URI url) {
        return new HttpAsk("GET", url, Map.of("Accept", "*/*"), "", false);
    }

    /** {@return a GET that wants JSON} */
    public static HttpAsk json(URI url) {
        return new HttpAsk("GET", url, Map.of("Accept", "application/json", "Accept-Encoding", "gzip"), "", false);
    }

    /** {@return a POST of a form} */
    public static HttpAsk form(URI url, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return new HttpAsk(
                "POST",
                url,
                Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"),
                body,
                false);
    }

    /** {@return this with one header more, or another value of one} */
    public HttpAsk with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpAsk(method, url, more, body, pathHidden);
    }

    /** {@return this, whose address is a secret} */
    public HttpAsk hidingPath() {
        return new HttpAsk(method, url, headers, body, true);
    }

    /** {@return this at another address} Where another server is meant, its path may be what opens a file there. */
    HttpAsk at(URI other) {
        return new HttpAsk(method, other, headers, body, pathHidden || !HttpSession.sameOrigin(url, other));
    }

    /** {@return a URL with parameters behind what it has already} */
    public static URI query(URI url, Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            return url;
        }
        String more = parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        String base = url.toString();
        return URI.create(base + (url.getRawQuery() == null ? "?" : "&") + more);
    }

    /** Percent-encoding as RFC 3986 has it; a form's plus for a space is not understood everywhere. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** {@return the address as it may be shown} */
    public String shown() {
        return pathHidden ? server(url) : shown(url);
    }

    /** {@return a URL as it may be shown: a query can hold keys, names or ids} */
    public static String shown(URI url) {
        return server(url) + url.getRawPath();
    }

    private static String server(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port;
    }
}
