package org.yearbook.ingest.source.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.Secret;
import org.yearbook.ingest.source.pull.SourceSettings.Named;

/** Credentials that are the same in every request. */
sealed interface FixedAuth extends HttpAuth {

    /** {@return the header and its value} */
    Map<String, String> header(PullContext context) throws PullFailure;

    @Override
    default Signer open(PullContext context) throws PullFailure {
        Map<String, String> header = header(context);
        return new Signer() {

            @Override
            public Map<String, String> headers(HttpAsk ask, Plain plain) {
                return header;
            }

            @Override
            public boolean renew() {
                return false;
            }
        };
    }

    /** A user and a password (RFC 7617). */
    record Basic(Named user, Secret password) implements FixedAuth {

        @Override
        public Map<String, String> header(PullContext context) throws PullFailure {
            return Map.of(
                    "Authorization",
                    basic(user.reveal(context.secrets()), context.secrets().reveal(password)));
        }

        static String basic(String user, String password) {
            return "Basic "
                    + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A token that somebody made by hand and that stays valid. */
    record Bearer(Secret token) implements FixedAuth {

        @Override
        public Map<String, String> header(PullContext context) throws PullFailure {
            return Map.of("Authorization", "Bearer " + context.secrets().reveal(token));
        }
    }

    /** A key in a header of the vendor's choice, such as {@code AERIES-CERT}. */
    record ApiKey(String name, Secret key) implements FixedAuth {

        @Override
        public Map<String, String> header(PullContext context) throws PullFailure {
            return Map.of(name, context.secrets().reveal(key));
        }
    }
}
