package org.yearbook.ingest.source.edfi.api;

import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yearbook.ingest.source.http.HttpAnswer;
import org.yearbook.ingest.source.http.HttpAsk;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Brings all pages of a list, such that none of its elements is missed although others work in it meanwhile.
 *
 * <p>Within a window of change versions whose end is past, elements only leave: what is changed meanwhile gets a higher
 * version. By page tokens (7.3 on) that moves nothing. By offsets it moves what stands behind towards the front, so the
 * pages are read from the last to the first: an element that moves is met again, never missed. The first page is read
 * once more in the end. Without a window the list can grow, too; then the count must be the same before and after. In
 * the end no more elements may be there than were received.
 */
final class Paging {

    private static final int MOST = 500;
    private static final int TRIES = 3;
    private static final Pattern LIMIT = Pattern.compile("between 0 and (\\d{1,4})");

    private final Api api;
    private int limit = MOST;

    Paging(Api api) {
        this.api = api;
    }

    /** What becomes of the elements. An element can come twice. */
    interface Receiver {

        /** Begins, or begins again. */
        void begin();

        void element(JsonNode element);

        /** {@return how many different elements came since the beginning} */
        long received();
    }

    /** The server does not offer the list to us. */
    enum Missing {
        /** It does not know it. */
        UNKNOWN,
        /** Our key may not read it. */
        FORBIDDEN
    }

    /** The list moved under our hands: it must be read again. */
    private static final class Moved extends Exception {}

    /**
     * Reads a list.
     *
     * @param window {@code minChangeVersion} and {@code maxChangeVersion}, as far as they are wanted
     * @param closed whether nothing can come into the list while it is read
     * @return why it is not offered; none when all of it came
     */
    Optional<Missing> read(URI list, Map<String, String> window, boolean closed, Receiver receiver) throws PullFailure {
        for (int tried = 0; tried < TRIES; tried++) {
            receiver.begin();
            try {
                return once(list, window, closed, receiver);
            } catch (Moved e) {
                // Again, from the beginning.
            }
        }
        throw new PullFailure(
                HttpAsk.shown(list) + " changed each time while it was read.",
                "Nothing, if it is a passing fault: the next night pulls again. Pull at an hour when nobody writes; with"
                        + " change queries or snapshots turned on, this cannot happen.");
    }

    private Optional<Missing> once(URI list, Map<String, String> window, boolean closed, Receiver receiver)
            throws PullFailure, Moved {
        HttpAnswer first = first(list, window);
        if (first.status() == 404 || first.status() == 403) {
            return Optional.of(first.status() == 404 ? Missing.UNKNOWN : Missing.FORBIDDEN);
        }
        long here = take(first.orFail(), receiver);
        long total = total(first)
                .orElseThrow(() -> new PullFailure(
                        HttpAsk.shown(list) + " does not say how many elements it has.",
                        "Check that 'url' is that of an Ed-Fi ODS / API of version 5 or later."));
        if (here >= total) {
            return Optional.empty();
        }
        if (here == 0) {
            throw new Moved();
        }
        Optional<String> token = first.header("Next-Page-Token");
        if (token.isPresent()) {
            byToken(list, window, token.get(), receiver);
        } else {
            byOffset(list, window, total, (int) Math.min(here, limit), receiver);
        }
        check(list, window, closed ? -1 : total, receiver);
        return Optional.empty();
    }

    /** Some hosts allow smaller pages only, and say so. */
    private HttpAnswer first(URI list, Map<String, String> window) throws PullFailure {
        while (true) {
            HttpAnswer answer = api.ask(list, page(window, 0, limit, true));
            Optional<Integer> allowed = answer.status() == 400 ? allowed(answer) : Optional.empty();
            if (allowed.isEmpty() || allowed.get() >= limit || allowed.get() < 1) {
                return answer;
            }
            limit = allowed.get();
        }
    }

    private static Optional<Integer> allowed(HttpAnswer answer) throws PullFailure {
        Matcher matcher = LIMIT.matcher(answer.text());
        return matcher.find() ? Optional.of(Integer.parseInt(matcher.group(1))) : Optional.empty();
    }

    private static Map<String, String> page(Map<String, String> window, long offset, int limit, boolean count) {
        Map<String, String> query = new LinkedHashMap<>(window);
        query.put("offset", Long.toString(offset));
        query.put("limit", Integer.toString(limit));
        if (count) {
            query.put("totalCount", "true");
        }
        return query;
    }

    private static long take(HttpAnswer answer, Receiver receiver) throws PullFailure {
        try {
            JsonNode page = answer.json();
            if (!page.isArray()) {
                throw answer.unreadable(new IllegalStateException("no array"));
            }
            page.forEach(receiver::element);
            return page.size();
        } catch (JacksonException e) {
            throw answer.unreadable(e);
        }
    }

    private static Optional<Long> total(HttpAnswer answer) {
        return answer.header("Total-Count")
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong);
    }

    private void byToken(URI list, Map<String, String> window, String firstToken, Receiver receiver)
            throws PullFailure, Moved {
        Set<String> seen = new HashSet<>();
        String token = firstToken;
        while (!token.isEmpty()) {
            if (!seen.add(token)) {
                throw new PullFailure(
                        HttpAsk.shown(list) + " names the same next page again and again.",
                        "Nothing, if it is a passing fault: the next night pulls again. If it stays, tell the host.");
            }
            Map<String, String> query = new LinkedHashMap<>(window);
            query.put("pageToken", token);
            query.put("pageSize", Integer.toString(limit));
            HttpAnswer answer = api.ask(list, query);
            if (answer.status() == 400) {
                throw new Moved();
            }
            take(answer.orFail(), receiver);
            token = answer.header("Next-Page-Token").orElse("");
        }
    }

    private void byOffset(URI list, Map<String, String> window, long total, int step, Receiver receiver)
            throws PullFailure {
        for (long offset = (total - 1) / step * step; offset >= 0; offset -= step) {
            take(api.ask(list, page(window, offset, step, false)).orFail(), receiver);
        }
    }

    private void check(URI list, Map<String, String> window, long before, Receiver receiver) throws PullFailure, Moved {
        HttpAnswer answer = api.ask(list, page(window, 0, 0, true)).orFail();
        long now = total(answer).orElse(0L);
        if (receiver.received() < now || (before >= 0 && (before != now || receiver.received() != now))) {
            throw new Moved();
        }
    }
}
