package org.yearbook.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Token;
import org.yearbook.dashboard.state.TokenScope;
import org.yearbook.dashboard.state.Tokens;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that reads the API of a server with a token, without cookies. */
final class ApiCaller {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String url;
    private final String secret;

    ApiCaller(String url, String secret) {
        this.url = url;
        this.secret = secret;
    }

    /** {@return a program of somebody that reads everything that they see} */
    static ApiCaller of(TestServer server, String signIn) {
        return of(server, signIn, Set.of(TokenScope.values()));
    }

    static ApiCaller of(TestServer server, String signIn, Set<TokenScope> scopes) {
        Person person = server.running().bean(People.class).bySignIn(signIn).orElseThrow();
        var tokens = server.running().bean(Tokens.class);
        // Nobody may have many tokens at once, and tests ask often.
        tokens.of(person.id()).stream()
                .filter(token -> token.name().equals("a test") && token.scopes().equals(scopes))
                .forEach(token -> tokens.end(token, person));
        return new ApiCaller(
                server.url(), tokens.make(person, "a test", scopes, 1).secret());
    }

    HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path));
        if (!secret.isEmpty()) {
            request.header("Authorization", "Bearer " + secret);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> post(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + secret)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    }

    /** {@return the answer to a call that succeeds} */
    JsonNode json(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " was answered with " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    static JsonNode read(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    String secret() {
        return secret;
    }

    static Token token(TestServer server, String secret) {
        return server.running().bean(Tokens.class).bySecret(secret).orElseThrow();
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
