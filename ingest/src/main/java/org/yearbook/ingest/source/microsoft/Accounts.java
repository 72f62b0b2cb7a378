package org.yearbook.ingest.source.microsoft;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yearbook.ingest.source.http.HttpAnswer;
import org.yearbook.ingest.source.http.HttpAsk;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.json.JsonList;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.databind.JsonNode;

/**
 * The accounts of the tenant. Each page names the address of the next, which must be of Graph itself: our token goes
 * there. When such an address has expired, the list is read anew.
 */
record Accounts(HttpSession session, URI url, GraphSource.Users wanted) {

    private static final int TRIES = 3;
    private static final int PAGE = 999;
    /** With sign-ins, Graph gives no larger page. */
    private static final int SIGN_IN_PAGE = 500;

    private static final String FIELDS = "id,userPrincipalName,displayName,givenName,surname,mail,employeeId,"
            + "accountEnabled,createdDateTime,department,jobTitle,officeLocation,userType,onPremisesSamAccountName";

    URI first(int size) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("$select", wanted.signIns() ? FIELDS + ",signInActivity" : FIELDS);
        query.put("$top", Integer.toString(size));
        if (!wanted.filter().isEmpty()) {
            query.put("$filter", wanted.filter());
        }
        return HttpAsk.query(URI.create(url + "/v1.0/users"), query);
    }

    void write(Path file) throws PullFailure {
        for (int tried = 0; tried < TRIES; tried++) {
            Optional<Map<String, JsonNode>> all = all();
            if (all.isPresent()) {
                try (JsonList list = new JsonList(file, "value")) {
                    all.get().values().forEach(list::add);
                }
                return;
            }
        }
        throw new PullFailure(
                HttpAsk.shown(url) + " let its pages expire, each time.",
                "Nothing, if it is a passing fault: the next night pulls again.");
    }

    /** {@return the accounts by id, since one can stand on two pages; none when the pages expired meanwhile} */
    private Optional<Map<String, JsonNode>> all() throws PullFailure {
        Map<String, JsonNode> accounts = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        URI next = first(wanted.signIns() ? SIGN_IN_PAGE : PAGE);
        boolean more = true;
        while (more) {
            HttpAnswer answer = session.send(HttpAsk.json(next));
            if (!seen.isEmpty() && expired(answer)) {
                return Optional.empty();
            }
            JsonNode page = answer.orFail().json();
            if (!page.path("value").isArray()) {
                throw answer.unreadable(new IllegalStateException("no value"));
            }
            page.path("value")
                    .forEach(account -> accounts.put(account.path("id").asString(""), account));
            String link = page.path("@odata.nextLink").asString("");
            more = !link.isEmpty();
            if (more) {
                next = checked(link, seen);
            }
        }
        return Optional.of(accounts);
    }

    private static boolean expired(HttpAnswer answer) {
        if (answer.status() != 400 && answer.status() != 410) {
            return false;
        }
        try {
            String code = answer.json().at("/error/code").asString("");
            return code.equals("Directory_ExpiredPageToken") || code.equals("resyncRequired");
        } catch (PullFailure e) {
            return false;
        }
    }

    private URI checked(String link, Set<String> seen) throws PullFailure {
        URI next;
        try {
            next = URI.create(link);
        } catch (IllegalArgumentException e) {
            throw new PullFailure(
                    HttpAsk.shown(url) + " names a next page whose address is none.",
                    "Ask Microsoft; the answer is faulty.",
                    e);
        }
        if (!HttpSession.sameOrigin(url, next)) {
            throw new PullFailure(
                    HttpAsk.shown(url) + " names a next page on another server, where we do not go.",
                    "Check 'url'; if it is right, ask Microsoft.");
        }
        if (!seen.add(link)) {
            throw new PullFailure(
                    HttpAsk.shown(url) + " names the same next page again and again.",
                    "Nothing, if it is a passing fault: the next night pulls again. If it stays, tell Microsoft.");
        }
        return next;
    }
}
