package org.yearbook.dashboard.api.identity;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.yearbook.dashboard.api.ApiException;
import org.yearbook.dashboard.api.ApiPath;
import org.yearbook.dashboard.api.Listed;
import org.yearbook.dashboard.api.Paging;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.api.Trouble;
import org.yearbook.dashboard.page.identity.NotedPair;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Person;
import org.yearbook.warehouse.answer.IdentityAnswers;
import org.yearbook.warehouse.answer.IdentityAnswers.Candidate;
import org.yearbook.warehouse.answer.IdentityAnswers.Side;

/**
 * Pairs of records that people are asked about, for whoever sees the whole district; the rules of access see to that.
 * Every record of an answer is noted before it leaves. Deciding is done on the page.
 */
@RestController
class WhoIsWhoApi {

    private static final int MOST = 200;
    private static final Set<String> KINDS = Set.of("", "staff", "student");

    private final Published published;
    private final AuditTrail audit;

    WhoIsWhoApi(Published published, AuditTrail audit) {
        this.published = published;
        this.audit = audit;
    }

    /** Two records that may be one person. */
    record PairData(
            String candidateKey,
            SideData left,
            SideData right,
            int score,
            List<String> evidence,
            List<String> conflict,
            @Nullable LocalDate firstSeen) {}

    /** One of the records; null is what its system does not say. */
    record SideData(
            String source,
            @Nullable String kind,
            String number,
            String entity,
            @Nullable String name,
            @Nullable LocalDate birthDate,
            @Nullable String email,
            @Nullable String login,
            List<String> organizationIds,
            @Nullable LocalDate since,
            @Nullable LocalDate until,
            boolean live) {}

    @GetMapping(ApiPath.ROOT + "/who-is-who")
    Listed<PairData> pairs(
            Person person,
            ServletWebRequest request,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "50") int pageSize,
            @RequestParam(defaultValue = "") String pageToken) {
        if (!KINDS.contains(kind)) {
            throw ApiException.of(Trouble.BAD_PARAMETER, "kind is staff or student; without it both are told.");
        }
        Paging paging = Paging.of(pageSize, MOST, pageToken);
        return published.unkept(request, answers -> {
            IdentityAnswers identity = answers.identity(person.scope());
            // All pages are of one publication, in which the order never moves, so that a place in it is a key.
            int from = paging.after(answers, 1).map(key -> place(key.get(0))).orElse(0);
            List<Candidate> found = identity.page(kind, pageSize + 1, from);
            List<Candidate> shown = found.stream().limit(pageSize).toList();
            if (!shown.isEmpty()) {
                audit.saw(
                        person,
                        "api.people",
                        kind.isEmpty() ? "" : "kind=" + kind,
                        shown.stream()
                                .flatMap(pair -> NotedPair.sides(pair).stream())
                                .toList());
            }
            return paging.page(
                    answers, request, found, last -> List.of(String.valueOf(from + pageSize)), WhoIsWhoApi::pair);
        });
    }

    private static int place(String key) {
        if (!key.matches("\\d{1,9}")) {
            throw ApiException.of(
                    Trouble.BAD_PARAMETER, "pageToken is taken as it stands from nextPageToken of the page before.");
        }
        return Integer.parseInt(key);
    }

    private static PairData pair(Candidate found) {
        return new PairData(
                found.key(),
                side(found.left()),
                side(found.right()),
                found.score(),
                parts(found.evidence(), "; "),
                parts(found.conflict(), "; "),
                found.firstSeen());
    }

    private static SideData side(Side side) {
        return new SideData(
                side.source(),
                given(side.kind()),
                side.number(),
                side.entity(),
                given(side.name()),
                side.birthDate(),
                given(side.email()),
                given(side.login()),
                parts(side.schools(), ","),
                side.since(),
                side.until(),
                side.live());
    }

    private static @Nullable String given(String text) {
        return text.isEmpty() ? null : text;
    }

    private static List<String> parts(String told, String between) {
        return Stream.of(told)
                .filter(text -> !text.isEmpty())
                .flatMap(text -> Arrays.stream(text.split(between, -1)))
                .map(String::strip)
                .toList();
    }
}
