package org.yearbook.ingest.source.google;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yearbook.ingest.source.http.BearerTokens;
import org.yearbook.ingest.source.http.BearerTokens.Given;
import org.yearbook.ingest.source.http.HttpAnswer;
import org.yearbook.ingest.source.http.HttpAsk;
import org.yearbook.ingest.source.http.HttpAuth;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service account that acts for an administrator of the domain: a statement signed with its key (RFC 7523, RS256) is
 * exchanged for a token. A token serves until shortly before it expires, or until it is answered with 401.
 *
 * @param tokenUrl where tokens are given out; also whom the statement is for
 * @param key where the key file of the account is, as Google's console made it
 * @param subject the administrator for whom it acts
 * @param scopes what it may do
 */
record ServiceAccount(URI tokenUrl, Secret key, String subject, List<String> scopes) implements HttpAuth {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String NEW_KEY =
            "Make a new key of the service account in Google's console, as JSON, and put it there.";

    ServiceAccount {
        scopes = List.copyOf(scopes);
    }

    @Override
    public Signer open(PullContext context) throws PullFailure {
        JsonNode file = file(context.secrets().reveal(key));
        String account = file.path("client_email").asString("");
        PrivateKey signing = privateKey(file.path("private_key").asString(""));
        if (account.isEmpty()) {
            throw new PullFailure("The file at " + key.place() + " names no service account.", NEW_KEY);
        }
        var asking = new Asking(
                context.pace().clock(),
                account,
                signing,
                file.path("private_key_id").asString(""));
        return new BearerTokens(context, asking::fetch);
    }

    private JsonNode file(String text) throws PullFailure {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            // The cause would quote from the file, which is a secret.
            throw new PullFailure("The file at " + key.place() + " is not JSON.", NEW_KEY);
        }
    }

    private PrivateKey privateKey(String pem) throws PullFailure {
        String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new PullFailure("The file at " + key.place() + " holds no RSA key that can be read.", NEW_KEY);
        }
    }

    private final class Asking {

        private final Clock clock;
        private final String account;
        private final PrivateKey signing;
        private final String keyId;

        Asking(Clock clock, String account, PrivateKey signing, String keyId) {
            this.clock = clock;
            this.account = account;
            this.signing = signing;
            this.keyId = keyId;
        }

        Given fetch(Plain plain) throws PullFailure {
            Map<String, String> form = new LinkedHashMap<>();
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
            form.put("assertion", statement());
            HttpAnswer answer = plain.send(HttpAsk.form(tokenUrl, form));
            if (!answer.ok()) {
                throw refused(answer);
            }
            JsonNode given = answer.json();
            String fresh = given.path("access_token").asString("");
            if (fresh.isEmpty()) {
                throw new PullFailure(
                        HttpAsk.shown(tokenUrl) + " gave no token.", "Check 'tokenUrl' with Google's documentation.");
            }
            return new Given(fresh, given.path("expires_in").asLong(LIFE.toSeconds()));
        }

        private String statement() {
            ObjectNode header = JSON.createObjectNode().put("alg", "RS256").put("typ", "JWT");
            if (!keyId.isEmpty()) {
                header.put("kid", keyId);
            }
            long issued = clock.instant().getEpochSecond();
            ObjectNode claims = JSON.createObjectNode()
                    .put("iss", account)
                    .put("sub", subject)
                    .put("scope", String.join(" ", scopes))
                    .put("aud", tokenUrl.toString())
                    .put("iat", issued)
                    .put("exp", issued + LIFE.toSeconds());
            String unsigned = base64(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                    + base64(claims.toString().getBytes(StandardCharsets.UTF_8));
            return unsigned + "." + base64(signed(unsigned));
        }

        private byte[] signed(String text) {
            try {
                Signature signature = Signature.getInstance("SHA256withRSA");
                signature.initSign(signing);
                signature.update(text.getBytes(StandardCharsets.US_ASCII));
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This Java cannot sign with RSA and SHA-256", e);
            }
        }

        private static String base64(byte[] bytes) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }

        private PullFailure refused(HttpAnswer answer) {
            String error = GoogleErrors.word(answer);
            String said = HttpAsk.shown(tokenUrl) + " gave no token: it answered " + answer.status()
                    + (error.isEmpty() ? "" : " " + error) + ".";
            return new PullFailure(
                    said,
                    switch (error) {
                        case "unauthorized_client" ->
                            "In the admin console, under Security, API controls, domain-wide delegation, allow the account's"
                                    + " client id these scopes: " + String.join(", ", scopes) + ".";
                        case "invalid_grant" ->
                            "Check that 'subject' is an administrator of the domain, that the key was not deleted, and that the"
                                    + " clock of this machine is right.";
                        default -> "Check the service account and its key in Google's console.";
                    });
        }
    }
}
