package org.yearbook.dashboard.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.util.UriComponentsBuilder;
import org.yearbook.warehouse.answer.Answers;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The way through a list, by the key of the last row that was told: rows are never told twice or left out, and all
 * pages are of one publication. A token of another publication is refused, so that nobody mixes two nights unawares.
 *
 * @param size rows of a page
 * @param token of the page before; empty for the first
 */
public record Paging(int size, String token) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};

    /**
     * {@return the page that is asked for}
     *
     * @param most rows that a page may have
     */
    public static Paging of(int size, int most, String token) {
        if (size < 1 || size > most) {
            throw ApiException.of(Trouble.BAD_PARAMETER, "pageSize is a number from 1 to " + most + ".");
        }
        return new Paging(size, token);
    }

    /** {@return the key after which the page begins; nothing for the first page} */
    public Optional<List<String>> after(Answers answers, int parts) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        List<String> read = read();
        if (read.size() != parts + 1) {
            throw unreadable();
        }
        if (!read.get(0).equals(answers.edition().publication())) {
            throw ApiException.of(
                    Trouble.OTHER_PUBLICATION,
                    "These pages began with the publication " + clean(read.get(0)) + ", and now "
                            + answers.edition().publication()
                            + " is in force. Begin again without pageToken, so that all pages are of one night.");
        }
        return Optional.of(read.subList(1, read.size()));
    }

    /**
     * {@return a page}
     *
     * @param found one row more than the page has, if there is one
     * @param key of a row
     */
    public <R, T> Listed<T> page(
            Answers answers,
            ServletWebRequest request,
            List<R> found,
            Function<R, List<String>> key,
            Function<R, T> told) {
        List<T> data = found.stream().limit(size).map(told).toList();
        if (found.size() <= size) {
            return new Listed<>(Stamp.of(answers.edition()), data, null);
        }
        String next = write(answers, key.apply(found.get(size - 1)));
        if (request.getResponse() != null) {
            request.getResponse().setHeader("Link", "<" + link(request, next) + ">; rel=\"next\"");
        }
        return new Listed<>(Stamp.of(answers.edition()), data, next);
    }

    private static String link(ServletWebRequest request, String next) {
        return UriComponentsBuilder.fromPath(request.getRequest().getRequestURI())
                .query(request.getRequest().getQueryString())
                .replaceQueryParam("pageToken", next)
                .build()
                .toUriString();
    }

    private static String write(Answers answers, List<String> key) {
        var parts = new ArrayList<String>();
        parts.add(answers.edition().publication());
        parts.addAll(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(JSON.writeValueAsBytes(parts));
    }

    private List<String> read() {
        try {
            byte[] text = Base64.getUrlDecoder().decode(token.getBytes(StandardCharsets.US_ASCII));
            List<String> parts = JSON.readValue(text, STRINGS);
            if (parts == null || parts.stream().anyMatch(java.util.Objects::isNull)) {
                throw unreadable();
            }
            return parts;
        } catch (IllegalArgumentException | JacksonException e) {
            throw unreadable();
        }
    }

    private static ApiException unreadable() {
        return ApiException.of(
                Trouble.BAD_PARAMETER,
                "pageToken is taken as it stands from nextPageToken of the page before, with the same other parameters.");
    }

    private static String clean(String text) {
        String bare = text.replaceAll("[^A-Za-z0-9-]", "");
        return bare.length() <= 60 ? bare : bare.substring(0, 60);
    }
}
