package org.yearbook.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yearbook.identity.IdentityServer;

/** Somebody with a browser that has cookies and nothing else. Redirects are followed. */
final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final String url;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client;

    Visitor(String url) {
        this(url, HttpClient.Redirect.NORMAL);
    }

    Visitor(String url, HttpClient.Redirect redirects) {
        this.url = url;
        this.client = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(redirects)
                .build();
    }

    HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** {@return a file as it comes} */
    HttpResponse<byte[]> file(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return a file while it comes; who closes it breaks off} */
    InputStream stream(String path) {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url + path)).build(),
                            HttpResponse.BodyHandlers.ofInputStream())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fills in a form that a page holds: takes its token from there. */
    HttpResponse<String> submit(String page, String action, Map<String, String> fields) {
        return post(action, token(page), fields);
    }

    /** {@return the token of a form that a page holds} */
    String token(String page) {
        Matcher token = TOKEN.matcher(get(page).body());
        if (!token.find()) {
            throw new IllegalStateException("no form on " + page);
        }
        return token.group(1);
    }

    HttpResponse<String> post(String action, String token, Map<String, String> fields) {
        var all = new java.util.HashMap<>(fields);
        all.put("_csrf", token);
        return post(action, all);
    }

    HttpResponse<String> post(String action, Map<String, String> fields) {
        return post(URI.create(url + action), fields);
    }

    HttpResponse<String> post(String action, Map<String, String> fields, String... headers) {
        return post(URI.create(url + action), fields, headers);
    }

    private HttpResponse<String> post(URI action, Map<String, String> fields, String... headers) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> signIn(String name, String password) {
        return submit("/sign-in", "/sign-in", Map.of("name", name, "password", password));
    }

    /** Fills in a form of another server, on a page that was just opened. */
    HttpResponse<String> fillIn(HttpResponse<String> page, URI action, Map<String, String> fields) {
        Matcher token = TOKEN.matcher(page.body());
        if (!token.find()) {
            throw new IllegalStateException("no form on " + page.uri());
        }
        var all = new java.util.HashMap<>(fields);
        all.put("_csrf", token.group(1));
        return post(action, all);
    }

    /** Follows the button to the provider, signs in there, and comes back. */
    HttpResponse<String> comeBy(IdentityServer provider, String account) {
        var door = get("/sign-in/with/district");
        URI login = URI.create(provider.issuer() + "/login");
        if (!door.uri().toString().startsWith(login.toString())) {
            throw new IllegalStateException("not at the provider, but at " + door.uri());
        }
        return fillIn(door, login, Map.of("username", account, "password", IdentityServer.PASSWORD));
    }

    /** {@return the value of a cookie of the server} */
    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    void setCookie(String name, String value) {
        var cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(url), cookie);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
