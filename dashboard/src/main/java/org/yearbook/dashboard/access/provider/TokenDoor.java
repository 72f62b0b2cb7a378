package org.yearbook.dashboard.access.provider;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.RequestEntity;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequestEntityConverter;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.util.DefaultUriBuilderFactory;

/** Where the server itself asks the provider. A fault here is one of settings. */
final class TokenDoor {

    private static final int UNAUTHORIZED = 401;
    private static final Pattern ERROR = Pattern.compile("\"error\"\\s*:\\s*\"([a-z_]{1,60})\"");

    private TokenDoor() {}

    /** Spring's own encodes the address once more, so that a realm with a space in its name is not found. */
    static OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> client() {
        var asWritten = new DefaultUriBuilderFactory();
        asWritten.setEncodingMode(DefaultUriBuilderFactory.EncodingMode.NONE);
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .uriBuilderFactory(asWritten)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    /** What the provider knows of somebody, asked at its address as it is, for the same reason. */
    static OAuth2UserService<OAuth2UserRequest, OAuth2User> users() {
        var usual = new OAuth2UserRequestEntityConverter();
        var users = new DefaultOAuth2UserService();
        users.setRequestEntityConverter(asked -> {
            RequestEntity<?> request = usual.convert(asked);
            String address = asked.getClientRegistration()
                    .getProviderDetails()
                    .getUserInfoEndpoint()
                    .getUri();
            return new RequestEntity<>(
                    request.getBody(), request.getHeaders(), request.getMethod(), URI.create(address));
        });
        return users;
    }

    /**
     * {@return what the provider answered to the server, in its standard words alone}; nothing when it was not asked
     */
    static Optional<String> answered(@Nullable Throwable reason) {
        for (Throwable each = reason; each != null; each = each.getCause()) {
            if (each instanceof RestClientResponseException refused) {
                Matcher word = ERROR.matcher(refused.getResponseBodyAsString());
                int status = refused.getStatusCode().value();
                return Optional.of("the provider answers with status " + status
                        + (word.find() ? " " + word.group(1) : "")
                        + (status == UNAUTHORIZED ? "; compare client_id and client_secret of sign-in.yaml" : ""));
            }
        }
        return Optional.empty();
    }
}
