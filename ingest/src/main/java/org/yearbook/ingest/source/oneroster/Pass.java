package org.yearbook.ingest.source.oneroster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.databind.JsonNode;

/** What came in one pass through the pages of a collection. */
final class Pass {

    private final List<PageFile> pages = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<Long> totals = new HashSet<>();
    private long rows;
    private long seenBefore;

    /** What a page turned out to be. */
    enum Page {
        /** It brought something. */
        NEW,
        /** It holds no objects. */
        EMPTY,
        /** All that it holds came on earlier pages. */
        REPEATED
    }

    /** Looks at a page, and keeps it when it brings something. */
    Page add(PageFile page) throws PullFailure {
        List<String> here = new ArrayList<>();
        page.each(object -> here.add(id(object)));
        if (here.isEmpty()) {
            return Page.EMPTY;
        }
        long repeated = here.stream().filter(ids::contains).count();
        if (repeated == here.size()) {
            return Page.REPEATED;
        }
        seenBefore += repeated;
        ids.addAll(here);
        rows += here.size();
        pages.add(page);
        return Page.NEW;
    }

    /** An object without an id is known by what it says. */
    private static String id(JsonNode object) {
        String id = object.path("sourcedId").asString("").strip();
        return id.isEmpty()
                ? UUID.nameUUIDFromBytes(object.toString().getBytes(StandardCharsets.UTF_8)) + " (no id)"
                : id;
    }

    void declared(long total) {
        totals.add(total);
    }

    List<PageFile> pages() {
        return List.copyOf(pages);
    }

    long rows() {
        return rows;
    }

    /** {@return how many objects came again on a later page: the pages shifted meanwhile, or ids are not unique} */
    long seenBefore() {
        return seenBefore;
    }

    /** {@return the numbers that the service said there would be, in order; more than one when it changed its mind} */
    Set<Long> totals() {
        return new TreeSet<>(totals);
    }

    /** {@return whether the service's own count proves that nothing is missing} */
    boolean proven() {
        return seenBefore == 0 && totals.equals(Set.of(rows));
    }

    /** {@return whether another pass found the same objects} */
    boolean agreesWith(Pass other) {
        return rows == other.rows && ids.equals(other.ids);
    }
}
