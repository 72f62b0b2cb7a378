package org.yearbook.dashboard.access.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;

/** What is asked of a provider for its tokens. */
class TokenDoorTest {

    @Test
    void theAddressIsAskedAsTheProviderWritesItAlsoWithASpaceInTheNameOfTheRealm() throws IOException {
        var asked = new AtomicReference<String>("");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.set(exchange.getRequestURI().getRawPath());
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            byte[] answer =
                    "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"sub\":\"7\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            String realm = "http://localhost:" + server.getAddress().getPort() + "/realms/Cedar%20Valley";
            var request = request(realm);
            var token = TokenDoor.client().getTokenResponse(request).getAccessToken();
            assertThat(token.getTokenValue()).isEqualTo("t");
            assertThat(asked).hasValue("/realms/Cedar%20Valley/token");
            var user = TokenDoor.users().loadUser(new OAuth2UserRequest(request.getClientRegistration(), token));
            assertThat(user.getName()).isEqualTo("7");
            assertThat(asked).hasValue("/realms/Cedar%20Valley/me");
        } finally {
            server.stop(0);
        }
    }

    private static OAuth2AuthorizationCodeGrantRequest request(String realm) {
        String back = "http://localhost/sign-in/answer";
        var registration = ClientRegistration.withRegistrationId("district")
                .clientId("yearbook")
                .clientSecret("secret")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri(back)
                .authorizationUri(realm + "/auth")
                .tokenUri(realm + "/token")
                .userInfoUri(realm + "/me")
                .userNameAttributeName("sub")
                .build();
        var question = OAuth2AuthorizationRequest.authorizationCode()
                .clientId("yearbook")
                .authorizationUri(realm + "/auth")
                .redirectUri(back)
                .state("s")
                .build();
        var answer = OAuth2AuthorizationResponse.success("c")
                .redirectUri(back)
                .state("s")
                .build();
        return new OAuth2AuthorizationCodeGrantRequest(registration, new OAuth2AuthorizationExchange(question, answer));
    }
}
