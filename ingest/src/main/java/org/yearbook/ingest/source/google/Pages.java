package org.yearbook.ingest.source.google;

import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.source.http.HttpAnswer;
import org.yearbook.ingest.source.http.HttpAsk;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.databind.JsonNode;

/**
 * Goes through the pages of a list. An empty page that names a next one is not the last. A token that is no longer
 * taken begins the list anew, for which the receiver is told to forget what it has.
 */
final class Pages {

    private static final int TRIES = 3;

    private final HttpSession session;

    Pages(HttpSession session) {
        this.session = session;
    }

    /** What becomes of the pages. */
    interface Receiver {

        /** Begins, or begins again. */
        void begin();

        void page(JsonNode page);
    }

    /**
     * Asks for all pages.
     *
     * @return null when all came; else the answer to the first page, which was no success
     */
    @Nullable
    HttpAnswer read(URI list, Map<String, String> query, Receiver receiver) throws PullFailure {
        for (int tried = 0; tried < TRIES; tried++) {
            receiver.begin();
            HttpAnswer first = session.send(HttpAsk.json(HttpAsk.query(list, query)));
            if (!first.ok()) {
                return first;
            }
            if (rest(list, query, first.json(), receiver)) {
                return null;
            }
        }
        throw new PullFailure(
                HttpAsk.shown(list) + " did not take its own page tokens, each time.",
                "Nothing, if it is a passing fault: the next night pulls again.");
    }

    private boolean rest(URI list, Map<String, String> query, JsonNode first, Receiver receiver) throws PullFailure {
        Set<String> seen = new HashSet<>();
        JsonNode page = first;
        while (true) {
            receiver.page(page);
            String token = page.path("nextPageToken").asString("");
            if (token.isEmpty()) {
                return true;
            }
            if (!seen.add(token)) {
                throw new PullFailure(
                        HttpAsk.shown(list) + " names the same next page again and again.",
                        "Nothing, if it is a passing fault: the next night pulls again. If it stays, tell Google.");
            }
            Map<String, String> next = new LinkedHashMap<>(query);
            next.put("pageToken", token);
            HttpAnswer answer = session.send(HttpAsk.json(HttpAsk.query(list, next)));
            if (GoogleErrors.pageTokenRefused(answer)) {
                return false;
            }
            page = answer.orFail().json();
        }
    }
}
