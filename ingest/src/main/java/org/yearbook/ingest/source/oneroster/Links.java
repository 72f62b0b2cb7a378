package org.yearbook.ingest.source.oneroster;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yearbook.ingest.source.http.HttpAnswer;
import org.yearbook.ingest.source.http.HttpAsk;
import org.yearbook.ingest.source.http.HttpSession;

/** Reads where an answer says that the next page is (RFC 8288), and mistrusts it where services are known to err. */
final class Links {

    private static final Pattern LINK = Pattern.compile("<([^>]*)>\\s*((?:;[^,<]*)*)");
    private static final Pattern NEXT =
            Pattern.compile(";\\s*rel\\s*=\\s*\"?[^\";]*\\bnext\\b", Pattern.CASE_INSENSITIVE);

    private Links() {}

    /**
     * {@return the next page, if the answer names one on the same server}
     *
     * @param asked the parameters of the first request; those that the link lacks, such as the filter, are added again
     */
    static Optional<URI> next(HttpAnswer answer, Map<String, String> asked) {
        for (String header : answer.headers().allValues("Link")) {
            Matcher link = LINK.matcher(header);
            while (link.find()) {
                if (NEXT.matcher(link.group(2)).find()) {
                    return resolve(answer.url(), link.group(1).strip())
                            .filter(next -> HttpSession.sameOrigin(answer.url(), next))
                            .map(next -> completed(next, asked));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<URI> resolve(URI page, String reference) {
        String safe = reference
                .replace(" ", "%20")
                .replace(">", "%3E")
                .replace("<", "%3C")
                .replace("\"", "%22");
        try {
            // Java resolves a bare query against the folder of the page, not against the page.
            String whole = safe.startsWith("?") ? page.getRawPath() + safe : safe;
            return Optional.of(page.resolve(new URI(whole)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static URI completed(URI next, Map<String, String> asked) {
        String query = next.getRawQuery() == null ? "" : next.getRawQuery();
        Map<String, String> missing = new LinkedHashMap<>(asked);
        Arrays.stream(query.split("&", -1))
                .map(part -> URLDecoder.decode(part.split("=", 2)[0], StandardCharsets.UTF_8))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .forEach(name -> missing.keySet()
                        .removeIf(key -> key.toLowerCase(Locale.ROOT).equals(name)));
        return HttpAsk.query(next, missing);
    }
}
