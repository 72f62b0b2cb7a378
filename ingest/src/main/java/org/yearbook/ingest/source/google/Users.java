package org.yearbook.ingest.source.google;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yearbook.ingest.source.http.HttpAnswer;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.json.JsonList;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.databind.JsonNode;

/**
 * The accounts of the domain (Directory API, users.list), with those fields alone that say who and whether in use.
 *
 * @param wanted which ones, in the words of the API's {@code query}; all when empty
 */
record Users(HttpSession session, URI url, String wanted) {

    private static final String FIELDS = "nextPageToken,users(id,primaryEmail,name,suspended,archived,isAdmin,"
            + "creationTime,lastLoginTime,orgUnitPath,externalIds,organizations(department,title,primary))";

    static URI at(URI url) {
        return URI.create(url + "/admin/directory/v1/users");
    }

    void write(Path file) throws PullFailure {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("customer", "my_customer");
        query.put("maxResults", "500");
        query.put("orderBy", "email");
        query.put("fields", FIELDS);
        if (!wanted.isEmpty()) {
            query.put("query", wanted);
        }
        // By id: while accounts come and go, one can stand on two pages.
        Map<String, JsonNode> users = new LinkedHashMap<>();
        HttpAnswer failed = new Pages(session).read(at(url), query, new Pages.Receiver() {

            @Override
            public void begin() {
                users.clear();
            }

            @Override
            public void page(JsonNode page) {
                page.path("users").forEach(user -> users.put(user.path("id").asString(""), user));
            }
        });
        if (failed != null) {
            throw failed.failure();
        }
        if (users.isEmpty()) {
            throw new PullFailure(
                    "The directory told of no account at all.",
                    "Check that 'subject' is an administrator who may see the users of the domain.");
        }
        try (JsonList list = new JsonList(file, "users")) {
            users.values().forEach(list::add);
        }
    }
}
