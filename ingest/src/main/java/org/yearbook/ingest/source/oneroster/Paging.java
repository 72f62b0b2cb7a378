package org.yearbook.ingest.source.oneroster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.source.http.HttpAnswer;
import org.yearbook.ingest.source.http.HttpAsk;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.pull.PullFailure;

/**
 * Pages through one collection. A service may clamp the page size, ignore limit and offset, leave out the headers or
 * offer a next page for ever: so the offset grows by what really came, and the end is an empty page, or one on which
 * nothing is new.
 */
final class Paging {

    private static final int MOST_PAGES = 100_000;

    private final HttpSession http;
    private final URI url;
    private final String list;
    private final int pageSize;
    private final Path folder;
    private @Nullable Instant serverTime;

    /**
     * Prepares.
     *
     * @param list the name of the list in the answers
     * @param folder an empty one for the pages
     */
    Paging(HttpSession http, URI url, String list, int pageSize, Path folder) {
        this.http = http;
        this.url = url;
        this.list = list;
        this.pageSize = pageSize;
        this.folder = folder;
    }

    /** The first page was not given. */
    static final class Refused extends Exception {

        private final transient HttpAnswer answer;

        Refused(HttpAnswer answer) {
            super("refused");
            this.answer = answer;
        }

        HttpAnswer answer() {
            return answer;
        }
    }

    /** {@return all that one pass brings} */
    Pass pass(int number, Map<String, String> filter) throws PullFailure, Refused {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("limit", Integer.toString(pageSize));
        asked.putAll(filter);
        var pass = new Pass();
        Set<URI> seen = new HashSet<>();
        URI here = at(asked, 0);
        for (int page = 0; page < MOST_PAGES; page++) {
            HttpAnswer answer = http.send(HttpAsk.json(here), folder.resolve(number + "-" + page + ".json"));
            if (!answer.ok()) {
                return refused(answer, pass);
            }
            heed(answer, pass);
            seen.add(here);
            if (pass.add(new PageFile(answer, list)) != Pass.Page.NEW) {
                return pass;
            }
            here = Links.next(answer, asked)
                    .filter(next -> !seen.contains(next))
                    .orElse(at(asked, pass.rows()));
        }
        throw new PullFailure(
                HttpAsk.shown(url) + " has more than " + MOST_PAGES + " pages.",
                "Raise 'pageSize' of the source; if it is high already, the service repeats itself: ask the vendor.");
    }

    private URI at(Map<String, String> asked, long offset) {
        Map<String, String> parameters = new LinkedHashMap<>(asked);
        parameters.put("offset", Long.toString(offset));
        return HttpAsk.query(url, parameters);
    }

    /** Some services answer "not found" or "bad request" behind the end; that is the end if their own count says so. */
    private static Pass refused(HttpAnswer answer, Pass pass) throws PullFailure, Refused {
        boolean beyond = answer.status() == 400 || answer.status() == 404 || answer.status() == 416;
        if (pass.rows() == 0) {
            throw new Refused(answer);
        }
        if (beyond && pass.proven()) {
            return pass;
        }
        throw answer.failure();
    }

    private void heed(HttpAnswer answer, Pass pass) {
        answer.header("X-Total-Count")
                .map(String::strip)
                .filter(total -> total.matches("\\d{1,12}"))
                .ifPresent(total -> pass.declared(Long.parseLong(total)));
        if (serverTime == null) {
            serverTime = date(answer).orElse(null);
        }
    }

    /** {@return the time when the service says that it answered} */
    static Optional<Instant> date(HttpAnswer answer) {
        try {
            return answer.header("Date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** {@return the service's time at the first answer, when it says it} */
    Optional<Instant> serverTime() {
        return Optional.ofNullable(serverTime);
    }

    /** Removes the pages of a pass that is of no use any more. */
    void forget(int number) {
        try (var files = Files.newDirectoryStream(folder, number + "-*.json")) {
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
