package org.yearbook.ingest.source.http;

import java.util.Map;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;

/**
 * How a source proves who asks, as it is configured; {@link AuthSettings} reads it. A kind of source may bring its own.
 */
public interface HttpAuth {

    /** Nobody asks who we are. */
    HttpAuth NONE = context -> new Signer() {

        @Override
        public Map<String, String> headers(HttpAsk ask, Plain plain) {
            return Map.of();
        }

        @Override
        public boolean renew() {
            return false;
        }
    };

    /** {@return what signs the requests of one pull} */
    Signer open(PullContext context) throws PullFailure;

    /** Signs requests. */
    interface Signer {

        /** {@return the headers that a request needs; {@code plain} asks for a token where one is needed} */
        Map<String, String> headers(HttpAsk ask, Plain plain) throws PullFailure;

        /** {@return whether it makes sense to ask again after a 401, with new headers} */
        boolean renew();
    }

    /** Sends a request without credentials, with the same limits and retries. */
    @FunctionalInterface
    interface Plain {
        HttpAnswer send(HttpAsk ask) throws PullFailure;
    }
}
