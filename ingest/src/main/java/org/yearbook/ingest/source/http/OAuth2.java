package org.yearbook.ingest.source.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yearbook.ingest.source.http.BearerTokens.Given;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.Secret;
import org.yearbook.ingest.source.pull.SourceSettings.Named;
import tools.jackson.databind.JsonNode;

/**
 * OAuth 2.0 client credentials (RFC 6749, section 4.4). One token serves a pull; a new one is fetched shortly before it
 * expires, and once for a request that was answered with 401.
 *
 * @param tokenUrl where tokens are given out
 * @param scopes what to ask for, in the order of trying: the next when the one before is an {@code invalid_scope}; an
 *     empty one asks for none, which some servers insist on
 * @param inBody whether id and secret stand in the form, rather than in a Basic header
 */
public record OAuth2(URI tokenUrl, Named clientId, Secret clientSecret, List<String> scopes, boolean inBody)
        implements HttpAuth {

    public OAuth2 {
        scopes = List.copyOf(scopes);
    }

    /** {@return this, asking for other scopes} */
    public OAuth2 asking(List<String> others) {
        return new OAuth2(tokenUrl, clientId, clientSecret, others, inBody);
    }

    @Override
    public Signer open(PullContext context) throws PullFailure {
        return new BearerTokens(context, new Asking(context)::fetch);
    }

    private final class Asking {

        private final String id;
        private final String secret;
        private int scope;

        Asking(PullContext context) throws PullFailure {
            this.id = clientId.reveal(context.secrets());
            this.secret = context.secrets().reveal(clientSecret);
        }

        Given fetch(Plain plain) throws PullFailure {
            while (true) {
                HttpAnswer answer = plain.send(request());
                if (answer.ok()) {
                    return taken(answer.json());
                }
                String error = error(answer);
                if (!error.equals("invalid_scope") || scope + 1 >= scopes.size()) {
                    throw refused(answer, error);
                }
                scope++;
            }
        }

        private HttpAsk request() {
            Map<String, String> form = new LinkedHashMap<>();
            form.put("grant_type", "client_credentials");
            String wanted = scopes.isEmpty() ? "" : scopes.get(scope);
            if (!wanted.isEmpty()) {
                form.put("scope", wanted);
            }
            if (inBody) {
                form.put("client_id", id);
                form.put("client_secret", secret);
                return HttpAsk.form(tokenUrl, form);
            }
            // RFC 6749, section 2.3.1: both are form-encoded before they become a Basic header.
            return HttpAsk.form(tokenUrl, form)
                    .with("Authorization", FixedAuth.Basic.basic(HttpAsk.encode(id), HttpAsk.encode(secret)));
        }

        private Given taken(JsonNode answer) throws PullFailure {
            String fresh = answer.path("access_token").asString("");
            String type = answer.path("token_type").asString("bearer");
            if (fresh.isBlank() || !type.equalsIgnoreCase("bearer")) {
                throw new PullFailure(
                        HttpAsk.shown(tokenUrl) + " gave no bearer token.",
                        "Check 'tokenUrl' with the vendor's documentation.");
            }
            return new Given(fresh, answer.path("expires_in").asLong(0));
        }

        private static String error(HttpAnswer answer) {
            try {
                String error = answer.json().path("error").asString("");
                return error.matches("[a-z_]{1,40}") ? error : "";
            } catch (PullFailure e) {
                return "";
            }
        }

        private PullFailure refused(HttpAnswer answer, String error) {
            String said = HttpAsk.shown(tokenUrl) + " gave no token: it answered " + answer.status()
                    + (error.isEmpty() ? "" : " " + error) + ".";
            String toDo = switch (error) {
                case "invalid_client", "unauthorized_client" ->
                    "Check 'clientId' and 'clientSecret', and whether they"
                            + " have expired. Some servers want them in the body: set 'credentials: body'.";
                case "invalid_scope" -> "Set 'scope' to what the vendor grants, or to none, with 'scope: none'.";
                default -> "Check 'tokenUrl', 'clientId' and 'clientSecret' with the vendor's documentation.";
            };
            return new PullFailure(said, toDo);
        }
    }
}
